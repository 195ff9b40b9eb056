// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Refusal} from '../libraries/Gate.sol';
import {Membership} from '../libraries/Members.sol';

/// @notice EIP-712 statement by a member of `from` (protocol 8).
/// @param ask 32 random bytes
/// @param stage 1: an answer in codes
/// @param body 0G Storage root of the sealed question
/// @param decision salted commitment to the rule decision
/// @param deadline Unix seconds; after it there can be no answer
struct Ask {
    bytes32 ask;
    uint32 from;
    uint32 to;
    uint8 stage;
    bytes32 body;
    bytes32 decision;
    uint64 deadline;
}

/// @notice EIP-712 statement by a member of the institution that was asked (protocol 8).
/// @param request EIP-712 digest of the ask
/// @param outcome 1 yes, 2 no, 3 declined, 4 withdrawn
/// @param consent handle of the card that was asked about; zero with outcome 3 and 4
/// @param body 0G Storage root of the sealed answer
/// @param agreement zero, or an agreement in force between the two
/// @param rulePack zero where the deployment has no register of rule packs
struct Answer {
    bytes32 ask;
    bytes32 request;
    uint32 from;
    uint32 to;
    uint8 outcome;
    bytes16 consent;
    bytes32 body;
    bytes32 decision;
    bytes32 agreement;
    bytes32 rulePack;
    uint64 deadline;
}

/// @title Cases
/// @notice Roots of sealed records; questions between institutions and their answers.
/// @dev The contract stores digests, and the events carry the statement and its signature: a reader who lists the events
/// can recompute each digest and recover who signed. Whoever sends the transaction only pays for it.
/// A retry sends the same bytes; `Taken` with the same digest means that it already stands.
interface ICases {
    event Sealed(bytes16 indexed record, uint32 indexed institution, bytes32 root);
    event Asked(
        bytes32 indexed ask, uint32 indexed from, uint32 indexed to, bytes32 digest, Ask statement, bytes signature
    );
    event Answered(
        bytes32 indexed ask, uint32 indexed from, uint32 indexed to, bytes32 digest, Answer statement, bytes signature
    );

    /// @dev `held` is the digest, or the record's root, that stands under this id.
    error Taken(bytes32 id, bytes32 held);
    error ZeroBody();
    error BadStage(uint8 stage);
    error BadOutcome(uint8 outcome);
    /// @dev The proof is of another institution than the statement.
    error OtherInstitution(uint32 stated, uint32 shown);
    error InactiveRecipient(uint32 institution);
    error SameInstitution(uint32 institution);
    error Late(uint64 deadline);
    error QuotaSpent(uint32 institution, uint32 quota);
    /// @dev The ask shown with an answer is not the one that stands.
    error UnknownAsk(bytes32 ask, bytes32 digest);
    error NotForThisAsk(bytes32 ask);
    /// @dev A refusal to answer carries no consent, agreement or rule pack.
    error NothingToRelease(uint8 outcome);
    error Refused(Refusal refusal);

    /// @notice Records the root of a sealed manifest, once per record id.
    /// @param shown of `msg.sender`, scope `record`
    function seal(bytes16 record, bytes32 root, Membership calldata shown) external;

    /// @notice Puts a question.
    /// @param shown of the signer, scope `ask`, of the institution `from`
    function ask(Ask calldata statement, bytes calldata signature, Membership calldata shown) external;

    /// @notice Answers a question, once. Outcomes 1 and 2 pass the gate of stage 1.
    /// @param asked the question again, word by word: the contract holds only its digest
    /// @param shown of the signer, scope `ask`, of the institution that was asked
    function answer(Ask calldata asked, Answer calldata statement, bytes calldata signature, Membership calldata shown)
        external;

    /// @notice EIP-712 digest of the ask under this id, zero when there is none.
    function askDigest(bytes32 id) external view returns (bytes32);

    /// @notice EIP-712 digest of the answer to this ask, zero while there is none.
    function answerDigest(bytes32 id) external view returns (bytes32);

    /// @notice Root of the sealed manifest, zero when there is none.
    function recordRoot(bytes16 record) external view returns (bytes32);

    /// @notice How many asks an institution may still put in the present network day.
    function asksLeft(uint32 institution) external view returns (uint32);

    /// @notice How many asks an institution may put in a network day.
    function asksPerDay() external view returns (uint32);
}
