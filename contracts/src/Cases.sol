// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from '@openzeppelin/contracts/utils/cryptography/ECDSA.sol';
import {Enrolled} from './Enrolled.sol';
import {Answer, Ask, ICases} from './interfaces/ICases.sol';
import {IConsents} from './interfaces/IConsents.sol';
import {IInstitutions} from './interfaces/IInstitutions.sol';
import {IAgreements, IRulePacks} from './interfaces/IRegisters.sol';
import {Facts, Gate, Refusal} from './libraries/Gate.sol';
import {Membership, Scope} from './libraries/Members.sol';

/// @title Cases
/// @notice See {ICases}.
contract Cases is ICases, Enrolled {
    struct Spent {
        uint64 day;
        uint32 asks;
    }

    bytes32 private constant ASK =
        keccak256('Ask(bytes32 ask,uint32 from,uint32 to,uint8 stage,bytes32 body,bytes32 decision,uint64 deadline)');
    bytes32 private constant ANSWER = keccak256(
        'Answer(bytes32 ask,bytes32 request,uint32 from,uint32 to,uint8 outcome,bytes16 consent,bytes32 body,bytes32 decision,bytes32 agreement,bytes32 rulePack,uint64 deadline)'
    );

    uint8 private constant STAGE = 1;
    uint8 private constant NO = 2;
    uint8 private constant WITHDRAWN = 4;

    IConsents public immutable consents;
    /// @notice Zero in a deployment without a register of agreements.
    IAgreements public immutable agreements;
    /// @notice Zero in a deployment without a register of rule packs.
    IRulePacks public immutable rulePacks;
    /// @inheritdoc ICases
    uint32 public immutable asksPerDay;
    uint32 private immutable day;

    /// @inheritdoc ICases
    mapping(bytes16 record => bytes32 root) public recordRoot;
    /// @inheritdoc ICases
    mapping(bytes32 id => bytes32 digest) public askDigest;
    /// @inheritdoc ICases
    mapping(bytes32 id => bytes32 digest) public answerDigest;
    mapping(uint32 institution => Spent) private spent;

    /// @param institutions_ the registry, whose deployment this contract joins
    /// @param consents_ of the same deployment
    /// @param agreements_ register of agreements, or zero for none
    /// @param rulePacks_ register of rule packs, or zero for none
    /// @param asksPerDay_ how many asks an institution may put in a network day
    constructor(
        IInstitutions institutions_,
        IConsents consents_,
        IAgreements agreements_,
        IRulePacks rulePacks_,
        uint32 asksPerDay_
    ) Enrolled(institutions_) {
        consents = consents_;
        agreements = agreements_;
        rulePacks = rulePacks_;
        asksPerDay = asksPerDay_;
        day = institutions_.day();
    }

    /// @inheritdoc ICases
    function seal(bytes16 record, bytes32 root, Membership calldata shown) external {
        if (root == 0) revert ZeroBody();
        if (recordRoot[record] != 0) revert Taken(record, recordRoot[record]);
        requireMember(msg.sender, Scope.RECORD, shown);

        recordRoot[record] = root;
        emit Sealed(record, shown.institution, root);
    }

    /// @inheritdoc ICases
    function ask(Ask calldata statement, bytes calldata signature, Membership calldata shown) external {
        if (askDigest[statement.ask] != 0) revert Taken(statement.ask, askDigest[statement.ask]);
        if (statement.stage != STAGE) revert BadStage(statement.stage);
        if (statement.body == 0) revert ZeroBody();
        if (statement.from == statement.to) revert SameInstitution(statement.from);
        if (block.timestamp > statement.deadline) revert Late(statement.deadline);
        if (!institutions.isActive(statement.to)) revert InactiveRecipient(statement.to);
        bytes32 digest = digestOf(hash(statement));
        requireSigner(digest, signature, statement.from, shown);

        spend(statement.from);
        askDigest[statement.ask] = digest;
        emit Asked(statement.ask, statement.from, statement.to, digest, statement, signature);
    }

    /// @inheritdoc ICases
    function answer(Ask calldata asked, Answer calldata statement, bytes calldata signature, Membership calldata shown)
        external
    {
        if (answerDigest[statement.ask] != 0) revert Taken(statement.ask, answerDigest[statement.ask]);
        requireFits(asked, statement);
        if (statement.outcome > NO) {
            requireEmpty(statement);
        } else {
            Refusal refusal = Gate.decide(factsOf(statement));
            if (refusal != Refusal.None) revert Refused(refusal);
        }
        bytes32 digest = digestOf(hash(statement));
        requireSigner(digest, signature, statement.from, shown);

        answerDigest[statement.ask] = digest;
        emit Answered(statement.ask, statement.from, statement.to, digest, statement, signature);
    }

    /// @inheritdoc ICases
    function asksLeft(uint32 institution) external view returns (uint32) {
        Spent storage it = spent[institution];
        return it.day == today() ? asksPerDay - it.asks : asksPerDay;
    }

    function requireFits(Ask calldata asked, Answer calldata statement) private view {
        bytes32 digest = digestOf(hash(asked));
        if (askDigest[asked.ask] != digest) revert UnknownAsk(asked.ask, digest);
        bool fits = statement.ask == asked.ask && statement.request == digest && statement.from == asked.to
            && statement.to == asked.from;
        if (!fits) revert NotForThisAsk(asked.ask);
        if (statement.outcome == 0 || statement.outcome > WITHDRAWN) revert BadOutcome(statement.outcome);
        if (statement.body == 0) revert ZeroBody();
        if (block.timestamp > asked.deadline) revert Late(asked.deadline);
    }

    function requireEmpty(Answer calldata statement) private view {
        if (statement.consent != 0 || statement.agreement != 0 || statement.rulePack != 0) {
            revert NothingToRelease(statement.outcome);
        }
        if (block.timestamp > statement.deadline) revert Late(statement.deadline);
    }

    function factsOf(Answer calldata it) private view returns (Facts memory facts) {
        uint32 grantor;
        bytes2 ownerCountry;
        bytes2 readerCountry;
        (facts.consentLive, grantor) = consents.releaseOf(it.consent);
        (facts.ownerActive, ownerCountry) = institutions.placeOf(it.from);
        (facts.readerActive, readerCountry) = institutions.placeOf(it.to);
        facts.consentOfOwner = grantor == it.from;
        facts.oneJurisdiction = ownerCountry == readerCountry;
        facts.agreementRegister = address(agreements) != address(0);
        facts.agreementNamed = it.agreement != 0;
        facts.packRegister = address(rulePacks) != address(0);
        facts.packNamed = it.rulePack != 0;
        if (facts.agreementRegister && facts.agreementNamed) {
            facts.agreementActive = agreements.isActive(it.agreement, it.from, it.to);
        }
        if (facts.packRegister && facts.packNamed) facts.packActive = rulePacks.isActive(it.rulePack);
        facts.inTime = block.timestamp <= it.deadline;
    }

    function requireSigner(bytes32 digest, bytes calldata signature, uint32 stated, Membership calldata shown)
        private
        view
    {
        if (shown.institution != stated) revert OtherInstitution(stated, shown.institution);
        requireMember(ECDSA.recoverCalldata(digest, signature), Scope.ASK, shown);
    }

    function hash(Ask calldata it) private pure returns (bytes32) {
        return keccak256(abi.encode(ASK, it.ask, it.from, it.to, it.stage, it.body, it.decision, it.deadline));
    }

    function hash(Answer calldata it) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                ANSWER,
                it.ask,
                it.request,
                it.from,
                it.to,
                it.outcome,
                it.consent,
                it.body,
                it.decision,
                it.agreement,
                it.rulePack,
                it.deadline
            )
        );
    }

    function spend(uint32 institution) private {
        Spent storage it = spent[institution];
        uint32 asks = it.day == today() ? it.asks : 0;
        if (asks >= asksPerDay) revert QuotaSpent(institution, asksPerDay);
        spent[institution] = Spent(today(), asks + 1);
    }

    function today() private view returns (uint64) {
        return uint64(block.timestamp / day);
    }
}
