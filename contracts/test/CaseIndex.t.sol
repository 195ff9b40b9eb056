// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Head, ICaseIndex} from '../src/interfaces/ICaseIndex.sol';
import {Status} from '../src/interfaces/IInstitutions.sol';
import {Members, Membership, Scope} from '../src/libraries/Members.sol';
import {World} from './World.sol';

contract CaseIndexTest is World {
    uint16 private constant STEWARD = Scope.PUBLISH | Scope.STEWARD;
    bytes32 private constant A = keccak256('a');
    bytes32 private constant B = keccak256('b');

    function test_publish_first_opensEpochOne() public {
        vm.expectEmit();
        emit ICaseIndex.Published(1, 0, A, 1, 1, 1);
        publish(STEWARD, 0, 0, A, 1);
        same(index.head(1, 0), Head(A, 1, 1, 1, uint64(NOW)));
    }

    function test_publish_next_countsTheRelease() public {
        publish(STEWARD, 0, 0, A, 1);
        vm.warp(NOW + DAY);
        publish(Scope.PUBLISH, 0, A, B, 1);
        same(index.head(1, 0), Head(B, 1, 1, 2, uint64(NOW + DAY)));
    }

    function test_publish_withTheNextEpoch_remembersItsFirstRelease() public {
        publish(STEWARD, 0, 0, A, 1);
        publish(STEWARD, 0, A, B, 1);
        publish(STEWARD, 0, B, A, 2);
        same(index.head(1, 0), Head(A, 2, 3, 3, uint64(NOW)));
    }

    function test_publish_whenAnotherWasFaster_saysWhatStands(bytes32 read, bytes32 mine) public {
        vm.assume(read != A && mine != read && mine != 0);
        publish(STEWARD, 0, 0, A, 1);
        refused(Scope.PUBLISH, 0, read, mine, 1, abi.encodeWithSelector(ICaseIndex.Stale.selector, A));
    }

    function test_publish_whenSentTwice_saysThatItStands() public {
        publish(STEWARD, 0, 0, A, 1);
        refused(STEWARD, 0, 0, A, 1, abi.encodeWithSelector(ICaseIndex.Stale.selector, A));
    }

    function test_publish_whenTheEpochJumps_reverts(uint32 epoch) public {
        vm.assume(epoch != 1 && epoch != 2);
        publish(STEWARD, 0, 0, A, 1);
        refused(STEWARD, 0, A, B, epoch, abi.encodeWithSelector(ICaseIndex.BadEpoch.selector, 1, epoch));
    }

    function test_publish_whenTheFirstOpensNoEpoch_reverts() public {
        refused(STEWARD, 0, 0, A, 0, abi.encodeWithSelector(ICaseIndex.BadEpoch.selector, 0, 0));
    }

    function test_publish_whenTheClassDoesNotExist_reverts(uint8 class) public {
        class = uint8(bound(class, 4, 254));
        refused(STEWARD, class, 0, A, 1, abi.encodeWithSelector(ICaseIndex.BadClass.selector, class));
    }

    function test_publish_keepsClassesAndInstitutionsApart() public {
        for (uint8 class = 0; class < 4; class++) {
            publish(STEWARD, class, 0, keccak256(abi.encode(class)), 1);
        }
        publish(STEWARD, 255, 0, A, 1);
        eq(index.head(1, 3).root, keccak256(abi.encode(uint8(3))));
        eq(index.head(1, 255).root, A);
        eq(index.head(2, 0).root, 0);
    }

    function test_publish_whenTheRootSaysNothingNew_reverts() public {
        refused(STEWARD, 0, 0, 0, 1, abi.encodeWithSelector(ICaseIndex.BadRoot.selector, bytes32(0)));
        publish(STEWARD, 0, 0, A, 1);
        refused(STEWARD, 0, A, A, 1, abi.encodeWithSelector(ICaseIndex.BadRoot.selector, A));
    }

    function test_publish_whenAnEpochIsOpenedByNoSteward_reverts() public {
        bytes memory why = abi.encodeWithSelector(Members.MissingScope.selector, Scope.PUBLISH, STEWARD);
        refused(Scope.PUBLISH, 0, 0, A, 1, why);
        publish(STEWARD, 0, 0, A, 1);
        refused(Scope.PUBLISH, 0, A, B, 2, why);
    }

    function test_publish_whenTheFeedIsWrittenByNoSteward_reverts() public {
        publish(STEWARD, 255, 0, A, 1);
        bytes memory why = abi.encodeWithSelector(Members.MissingScope.selector, Scope.PUBLISH, STEWARD);
        refused(Scope.PUBLISH, 255, A, B, 1, why);
    }

    function test_publish_whenNoMember_reverts() public {
        Membership memory proof = shown(1, STEWARD);
        vm.expectRevert(abi.encodeWithSelector(Members.NotMember.selector, 1, address(this)));
        index.publish(0, 0, A, 1, proof);
    }

    function test_publish_whenSuspended_reverts() public {
        vm.prank(council);
        institutions.setStatus(1, Status.Suspended);
        refused(STEWARD, 0, 0, A, 1, abi.encodeWithSelector(Members.InactiveInstitution.selector, 1));
    }

    function test_heads_listsInstitutionsInARow() public {
        publish(STEWARD, 0, 0, A, 1);
        Head[] memory list = index.heads(0, 1, 4);
        eq(list.length, 4);
        eq(list[0].root, A);
        eq(list[1].root, 0);
        eq(index.heads(0, 1, 256).length, 256);
        vm.expectRevert(abi.encodeWithSelector(ICaseIndex.TooMany.selector, 257, 256));
        index.heads(0, 1, 257);
    }

    function publish(uint16 scopes, uint8 class, bytes32 previous, bytes32 root, uint32 epoch) private {
        Membership memory proof = shown(1, scopes);
        vm.prank(member(1, scopes));
        index.publish(class, previous, root, epoch, proof);
    }

    function refused(uint16 scopes, uint8 class, bytes32 previous, bytes32 root, uint32 epoch, bytes memory why)
        private
    {
        vm.expectRevert(why);
        publish(scopes, class, previous, root, epoch);
    }

    function same(Head memory got, Head memory wanted) private pure {
        eq(keccak256(abi.encode(got)), keccak256(abi.encode(wanted)));
    }
}
