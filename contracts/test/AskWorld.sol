// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Answer, Ask} from '../src/interfaces/ICases.sol';
import {Membership, Scope} from '../src/libraries/Members.sol';
import {World} from './World.sol';

/// @notice Institution 1 asks institution 3 about a card under a consent that 3 granted.
abstract contract AskWorld is World {
    bytes32 internal constant ASK = keccak256('an ask');
    uint64 internal constant DEADLINE = uint64(NOW + 7 days);
    uint256 internal constant CAPABILITY = 0xca;
    uint16 internal constant EXPIRY = uint16((NOW + 365 days) / 91 days);

    function granted(uint32 institution) internal returns (bytes16) {
        Membership memory proof = shown(institution, Scope.CONSENT);
        vm.prank(member(institution, Scope.CONSENT));
        return consents.grant(keccak256('salted terms'), vm.addr(CAPABILITY), EXPIRY, proof);
    }

    function question() internal pure returns (Ask memory) {
        return Ask(ASK, 1, 3, 1, keccak256('sealed question'), keccak256('decision'), DEADLINE);
    }

    function reply(uint8 outcome, bytes16 consent) internal view returns (Answer memory it) {
        it.ask = ASK;
        it.request = digestOf(question());
        it.from = 3;
        it.to = 1;
        it.outcome = outcome;
        it.consent = consent;
        it.body = keccak256('sealed answer');
        it.decision = keccak256('decision');
        it.deadline = DEADLINE;
    }

    function ask(Ask memory it) internal {
        bytes memory signed = signature(memberKey(it.from, Scope.ASK), digestOf(it));
        cases.ask(it, signed, shown(it.from, Scope.ASK));
    }

    function answer(Answer memory it) internal {
        bytes memory signed = signature(memberKey(3, Scope.ASK), digestOf(it));
        cases.answer(question(), it, signed, shown(3, Scope.ASK));
    }

    /// @dev Prepares everything first: the next call must be the one that is expected to fail.
    function refusedAsk(Ask memory it, bytes memory why) internal {
        bytes memory signed = signature(memberKey(1, Scope.ASK), digestOf(it));
        Membership memory proof = shown(1, Scope.ASK);
        vm.expectRevert(why);
        cases.ask(it, signed, proof);
    }

    function refusedAnswer(Ask memory asked, Answer memory it, bytes memory why) internal {
        bytes memory signed = signature(memberKey(3, Scope.ASK), digestOf(it));
        Membership memory proof = shown(3, Scope.ASK);
        vm.expectRevert(why);
        cases.answer(asked, it, signed, proof);
    }

    function digestOf(Ask memory it) internal view returns (bytes32) {
        bytes32 kind = keccak256(
            'Ask(bytes32 ask,uint32 from,uint32 to,uint8 stage,bytes32 body,bytes32 decision,uint64 deadline)'
        );
        return typed(address(cases), D, keccak256(abi.encodePacked(kind, abi.encode(it))));
    }

    function digestOf(Answer memory it) internal view returns (bytes32) {
        bytes32 kind = keccak256(
            'Answer(bytes32 ask,bytes32 request,uint32 from,uint32 to,uint8 outcome,bytes16 consent,bytes32 body,bytes32 decision,bytes32 agreement,bytes32 rulePack,uint64 deadline)'
        );
        return typed(address(cases), D, keccak256(abi.encodePacked(kind, abi.encode(it))));
    }
}
