// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from '@openzeppelin/contracts/utils/cryptography/ECDSA.sol';
import {Answer, Ask, ICases} from '../src/interfaces/ICases.sol';
import {Status} from '../src/interfaces/IInstitutions.sol';
import {IAgreements, IRulePacks} from '../src/interfaces/IRegisters.sol';
import {Refusal} from '../src/libraries/Gate.sol';
import {Members, Membership, Scope} from '../src/libraries/Members.sol';
import {Vm} from './Base.sol';
import {AskWorld} from './AskWorld.sol';

contract AnswersTest is AskWorld {
    bytes16 private consent;

    function setUp() public override {
        super.setUp();
        consent = granted(3);
        ask(question());
    }

    function test_answer_standsOnce_whoeverPays(address payer) public {
        Answer memory it = reply(1, consent);
        bytes32 digest = digestOf(it);
        bytes memory signed = signature(memberKey(3, Scope.ASK), digest);
        Membership memory proof = shown(3, Scope.ASK);
        vm.expectEmit();
        emit ICases.Answered(ASK, 3, 1, digest, it, signed);
        vm.prank(payer);
        cases.answer(question(), it, signed, proof);
        eq(cases.answerDigest(ASK), digest);

        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.Taken.selector, ASK, digest));
        refusedAnswer(question(), reply(3, 0), abi.encodeWithSelector(ICases.Taken.selector, ASK, digest));
    }

    function test_answer_tellsEnoughToRecoverWhoSigned() public {
        vm.recordLogs();
        answer(reply(2, consent));
        Vm.Log memory log = vm.getRecordedLogs()[0];
        (bytes32 digest, Answer memory it, bytes memory signed) = abi.decode(log.data, (bytes32, Answer, bytes));
        eq(digestOf(it), digest);
        eq(ECDSA.recover(digest, signed), member(3, Scope.ASK));
    }

    function test_answer_whenTheAskWasNeverPut_reverts() public {
        Ask memory other = question();
        other.ask = keccak256('another');
        Answer memory it = reply(1, consent);
        it.ask = other.ask;
        refusedAnswer(other, it, abi.encodeWithSelector(ICases.UnknownAsk.selector, other.ask, digestOf(other)));
    }

    function test_answer_whenTheAskIsShownOtherwise_reverts(uint64 deadline) public {
        vm.assume(deadline != DEADLINE);
        Ask memory other = question();
        other.deadline = deadline;
        refusedAnswer(
            other, reply(1, consent), abi.encodeWithSelector(ICases.UnknownAsk.selector, ASK, digestOf(other))
        );
    }

    function test_answer_whenItBelongsToAnotherAsk_reverts(uint256 field) public {
        Answer memory it = reply(1, consent);
        field = bound(field, 0, 3);
        if (field == 0) it.ask = keccak256('another');
        if (field == 1) it.request = keccak256('another');
        if (field == 2) it.from = 2;
        if (field == 3) it.to = 2;
        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.NotForThisAsk.selector, ASK));
    }

    function test_answer_whenTheOutcomeIsUnknown_reverts(uint8 outcome) public {
        vm.assume(outcome == 0 || outcome > 4);
        refusedAnswer(question(), reply(outcome, consent), abi.encodeWithSelector(ICases.BadOutcome.selector, outcome));
    }

    function test_answer_whenThereIsNoBody_reverts() public {
        Answer memory it = reply(1, consent);
        it.body = 0;
        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.ZeroBody.selector));
    }

    function test_answer_whenTheAsksDeadlineHasPassed_reverts() public {
        Answer memory it = reply(1, consent);
        it.deadline = DEADLINE + 100;
        vm.warp(DEADLINE + 1);
        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.Late.selector, DEADLINE));
        refusedAnswer(question(), reply(3, 0), abi.encodeWithSelector(ICases.Late.selector, DEADLINE));
    }

    function test_answer_whenItsOwnDeadlineHasPassed_reverts() public {
        Answer memory it = reply(1, consent);
        it.deadline = uint64(NOW - 1);
        refusedAnswer(question(), it, gate(Refusal.Late));
        it = reply(4, 0);
        it.deadline = uint64(NOW - 1);
        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.Late.selector, NOW - 1));
    }

    function test_answer_declinedOrWithdrawn_passesNoGate(bool withdrawn) public {
        vm.prank(council);
        institutions.setStatus(1, Status.Suspended);
        answer(reply(withdrawn ? 4 : 3, 0));
        yes(cases.answerDigest(ASK) != 0, 'answered');
    }

    function test_answer_declined_carriesNothing(uint256 field) public {
        Answer memory it = reply(3, 0);
        field = bound(field, 0, 2);
        if (field == 0) it.consent = consent;
        if (field == 1) it.agreement = keccak256('agreement');
        if (field == 2) it.rulePack = keccak256('pack');
        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.NothingToRelease.selector, 3));
    }

    function test_answer_whenTheConsentWasRevokedInBetween_reverts() public {
        bytes32 structHash = keccak256(abi.encode(keccak256('Revoke(bytes16 handle)'), consent));
        consents.revoke(consent, signature(CAPABILITY, typed(address(consents), D, structHash)));
        refusedAnswer(question(), reply(1, consent), gate(Refusal.ConsentNotLive));
    }

    function test_answer_whenTheConsentIsAnothers_reverts() public {
        refusedAnswer(question(), reply(1, granted(2)), gate(Refusal.ConsentOfAnother));
        refusedAnswer(question(), reply(1, bytes16(0)), gate(Refusal.ConsentOfAnother));
    }

    function test_answer_whenEitherIsSuspended_reverts() public {
        vm.prank(council);
        institutions.setStatus(1, Status.Suspended);
        refusedAnswer(question(), reply(1, consent), gate(Refusal.ReaderInactive));
        vm.prank(council);
        institutions.setStatus(3, Status.Suspended);
        refusedAnswer(question(), reply(1, consent), gate(Refusal.OwnerInactive));
        refusedAnswer(question(), reply(3, 0), abi.encodeWithSelector(Members.InactiveInstitution.selector, 3));
    }

    function test_answer_withoutRegisters_namesNothingThatNobodyCanCheck() public {
        Answer memory it = reply(1, consent);
        it.agreement = keccak256('agreement');
        refusedAnswer(question(), it, gate(Refusal.NoAgreement));
        it.agreement = 0;
        it.rulePack = keccak256('pack');
        refusedAnswer(question(), it, gate(Refusal.NoRulePack));
    }

    function test_answer_whenAStrangerSigned_reverts(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        Answer memory it = reply(1, consent);
        bytes memory signed = signature(key, digestOf(it));
        Membership memory proof = shown(3, Scope.ASK);
        vm.expectRevert(abi.encodeWithSelector(Members.NotMember.selector, 3, vm.addr(key)));
        cases.answer(question(), it, signed, proof);
    }

    function gate(Refusal refusal) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ICases.Refused.selector, refusal);
    }
}

/// @notice Registers that know one agreement between 3 and 1, and one rule pack.
contract Registers is IAgreements, IRulePacks {
    function isActive(bytes32 agreement, uint32 owner, uint32 reader) external pure returns (bool) {
        return agreement == keccak256('agreement') && owner == 3 && reader == 1;
    }

    function isActive(bytes32 rulePack) external pure returns (bool) {
        return rulePack == keccak256('pack');
    }
}

contract AnswersWithRegistersTest is AskWorld {
    Registers private registers = new Registers();
    bytes16 private consent;

    function agreements() internal view override returns (IAgreements) {
        return registers;
    }

    function rulePacks() internal view override returns (IRulePacks) {
        return registers;
    }

    function setUp() public override {
        super.setUp();
        consent = granted(3);
        ask(question());
    }

    function test_answer_underAnAgreementAndAPackInForce_stands() public {
        answer(complete());
        yes(cases.answerDigest(ASK) != 0, 'answered');
    }

    function test_answer_acrossABorderWithoutAgreement_reverts() public {
        Answer memory it = complete();
        it.agreement = 0;
        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.Refused.selector, Refusal.NoAgreement));
        it.agreement = keccak256('lapsed');
        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.Refused.selector, Refusal.NoAgreement));
    }

    function test_answer_withoutARulePackInForce_reverts() public {
        Answer memory it = complete();
        it.rulePack = 0;
        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.Refused.selector, Refusal.NoRulePack));
        it.rulePack = keccak256('out of date');
        refusedAnswer(question(), it, abi.encodeWithSelector(ICases.Refused.selector, Refusal.NoRulePack));
    }

    function test_answer_withinOneCountry_needsNoAgreement() public {
        Ask memory home = question();
        (home.ask, home.from, home.to) = (keccak256('at home'), 4, 1);
        ask(home);
        Answer memory it = complete();
        (it.ask, it.request, it.from, it.to) = (home.ask, digestOf(home), 1, 4);
        (it.consent, it.agreement) = (granted(1), 0);
        cases.answer(home, it, signature(memberKey(1, Scope.ASK), digestOf(it)), shown(1, Scope.ASK));
        yes(cases.answerDigest(home.ask) != 0, 'answered');
    }

    function complete() private view returns (Answer memory it) {
        it = reply(1, consent);
        it.agreement = keccak256('agreement');
        it.rulePack = keccak256('pack');
    }
}
