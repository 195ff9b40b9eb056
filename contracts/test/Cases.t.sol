// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from '@openzeppelin/contracts/utils/cryptography/ECDSA.sol';
import {Ask, ICases} from '../src/interfaces/ICases.sol';
import {Status} from '../src/interfaces/IInstitutions.sol';
import {Members, Membership, Scope} from '../src/libraries/Members.sol';
import {Vm} from './Base.sol';
import {AskWorld} from './AskWorld.sol';

contract CasesTest is AskWorld {
    bytes16 private constant RECORD = bytes16(keccak256('a record'));
    bytes32 private constant ROOT = keccak256('sealed manifest');

    function test_seal_keepsTheRoot() public {
        Membership memory proof = shown(2, Scope.RECORD);
        vm.expectEmit();
        emit ICases.Sealed(RECORD, 2, ROOT);
        vm.prank(member(2, Scope.RECORD));
        cases.seal(RECORD, ROOT, proof);
        eq(cases.recordRoot(RECORD), ROOT);

        vm.expectRevert(abi.encodeWithSelector(ICases.Taken.selector, bytes32(RECORD), ROOT));
        vm.prank(member(2, Scope.RECORD));
        cases.seal(RECORD, keccak256('another'), proof);
    }

    function test_seal_whenThereIsNoRoot_reverts() public {
        Membership memory proof = shown(2, Scope.RECORD);
        vm.expectRevert(ICases.ZeroBody.selector);
        vm.prank(member(2, Scope.RECORD));
        cases.seal(RECORD, 0, proof);
    }

    function test_seal_whenNoMember_reverts(address caller) public {
        vm.assume(caller != member(2, Scope.RECORD));
        Membership memory proof = shown(2, Scope.RECORD);
        vm.expectRevert(abi.encodeWithSelector(Members.NotMember.selector, 2, caller));
        vm.prank(caller);
        cases.seal(RECORD, ROOT, proof);
    }

    function test_ask_standsUnderItsDigest_whoeverPays(address payer) public {
        Ask memory it = question();
        bytes32 digest = digestOf(it);
        bytes memory signed = signature(memberKey(1, Scope.ASK), digest);
        Membership memory proof = shown(1, Scope.ASK);
        vm.expectEmit();
        emit ICases.Asked(ASK, 1, 3, digest, it, signed);
        vm.prank(payer);
        cases.ask(it, signed, proof);
        eq(cases.askDigest(ASK), digest);
        eq(cases.answerDigest(ASK), 0);
    }

    function test_ask_tellsEnoughToRecoverWhoSigned() public {
        vm.recordLogs();
        ask(question());
        Vm.Log memory log = vm.getRecordedLogs()[0];
        (bytes32 digest, Ask memory it, bytes memory signed) = abi.decode(log.data, (bytes32, Ask, bytes));
        eq(digestOf(it), digest);
        eq(ECDSA.recover(digest, signed), member(1, Scope.ASK));
    }

    function test_ask_whenTheIdIsTaken_saysByWhat() public {
        ask(question());
        bytes32 held = digestOf(question());
        refusedAsk(question(), abi.encodeWithSelector(ICases.Taken.selector, ASK, held));
        Ask memory other = question();
        other.to = 2;
        refusedAsk(other, abi.encodeWithSelector(ICases.Taken.selector, ASK, held));
    }

    function test_ask_whenTheStageIsNotOne_reverts(uint8 stage) public {
        vm.assume(stage != 1);
        Ask memory it = question();
        it.stage = stage;
        refusedAsk(it, abi.encodeWithSelector(ICases.BadStage.selector, stage));
    }

    function test_ask_whenThereIsNoBody_reverts() public {
        Ask memory it = question();
        it.body = 0;
        refusedAsk(it, abi.encodeWithSelector(ICases.ZeroBody.selector));
    }

    function test_ask_whenItAsksItself_reverts() public {
        Ask memory it = question();
        it.to = 1;
        refusedAsk(it, abi.encodeWithSelector(ICases.SameInstitution.selector, 1));
    }

    function test_ask_whenItsDeadlineHasPassed_reverts() public {
        vm.warp(DEADLINE + 1);
        refusedAsk(question(), abi.encodeWithSelector(ICases.Late.selector, DEADLINE));
    }

    function test_ask_whenTheOtherIsNotActive_reverts() public {
        Ask memory it = question();
        it.to = 9;
        refusedAsk(it, abi.encodeWithSelector(ICases.InactiveRecipient.selector, 9));
        vm.prank(council);
        institutions.setStatus(3, Status.Suspended);
        refusedAsk(question(), abi.encodeWithSelector(ICases.InactiveRecipient.selector, 3));
    }

    function test_ask_whenOwnInstitutionIsSuspended_reverts() public {
        vm.prank(council);
        institutions.setStatus(1, Status.Suspended);
        refusedAsk(question(), abi.encodeWithSelector(Members.InactiveInstitution.selector, 1));
    }

    function test_ask_whenTheProofIsOfAnotherInstitution_reverts() public {
        Ask memory it = question();
        bytes memory signed = signature(memberKey(2, Scope.ASK), digestOf(it));
        Membership memory proof = shown(2, Scope.ASK);
        vm.expectRevert(abi.encodeWithSelector(ICases.OtherInstitution.selector, 1, 2));
        cases.ask(it, signed, proof);
    }

    function test_ask_whenAnyFieldWasChanged_isNobodysSignature(uint256 field, uint64 other) public {
        Ask memory it = question();
        bytes memory signed = signature(memberKey(1, Scope.ASK), digestOf(it));
        Membership memory proof = shown(1, Scope.ASK);
        field = bound(field, 0, 4);
        if (field == 0) it.ask = keccak256(abi.encode(other));
        if (field == 1) it.to = 2;
        if (field == 2) it.body = keccak256(abi.encode(other));
        if (field == 3) it.decision = keccak256(abi.encode(other));
        if (field == 4) it.deadline = DEADLINE + 1 + other % 1000;
        vm.expectPartialRevert(Members.NotMember.selector);
        cases.ask(it, signed, proof);
    }

    function test_ask_whenTheSignerMayOnlyPublish_reverts() public {
        Ask memory it = question();
        bytes memory signed = signature(memberKey(1, Scope.PUBLISH), digestOf(it));
        Membership memory proof = shown(1, Scope.PUBLISH);
        vm.expectRevert(abi.encodeWithSelector(Members.MissingScope.selector, Scope.PUBLISH, Scope.ASK));
        cases.ask(it, signed, proof);
    }

    function test_ask_countsAgainstTheDaysQuota() public {
        eq(cases.asksLeft(1), ASKS_PER_DAY);
        Ask memory it = question();
        for (uint256 i = 0; i < ASKS_PER_DAY; i++) {
            it.ask = keccak256(abi.encode(i));
            ask(it);
            eq(cases.asksLeft(1), ASKS_PER_DAY - i - 1);
        }
        refusedAsk(question(), abi.encodeWithSelector(ICases.QuotaSpent.selector, 1, ASKS_PER_DAY));
        eq(cases.asksLeft(2), ASKS_PER_DAY);

        vm.warp(NOW + DAY);
        eq(cases.asksLeft(1), ASKS_PER_DAY);
        ask(question());
        eq(cases.asksLeft(1), ASKS_PER_DAY - 1);
    }
}
