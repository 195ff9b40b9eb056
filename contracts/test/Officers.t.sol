// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IInstitutions, MemberSet, Officers, Standing, Status} from '../src/interfaces/IInstitutions.sol';
import {World} from './World.sol';

contract OfficersTest is World {
    bytes32 private constant OFFICERS = keccak256(
        'Officers(uint32 institution,uint32 generation,address[] officers,uint8 threshold,bytes32 previous,uint64 effectiveAt)'
    );

    function test_verify_beginsTheChainOfOfficers() public view {
        (bytes32 digest,,,) = institutions.lastDigests(1);
        Officers memory first = Officers(1, 1, officers(1), 2, 0, uint64(NOW));
        eq(digest, digestOf(first));
    }

    function test_changeOfficers_whenTwoOfThreeSign_replacesTheSet() public {
        Officers memory next = change(1);
        bytes32 digest = digestOf(next);
        bytes[] memory signatures = signed(next, 0, 1);
        vm.expectEmit();
        emit IInstitutions.OfficersChanged(1, 2, next.officers, 2, next.previous, next.effectiveAt, digest, signatures);
        institutions.changeOfficers(next, signatures);

        yes(institutions.isOfficer(1, vm.addr(0xaa)), 'new officer');
        yes(!institutions.isOfficer(1, officers(1)[0]), 'old officer');
        eq(institutions.standing(1).officersGeneration, 2);
        (bytes32 last,,,) = institutions.lastDigests(1);
        eq(last, digest);
    }

    function test_changeOfficers_whenTheOrderOfSignersIsNotAscending_reverts() public {
        Officers memory next = change(1);
        bytes[] memory signatures = signed(next, 0, 1);
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        vm.expectPartialRevert(IInstitutions.SignersNotAscending.selector);
        institutions.changeOfficers(next, signatures);
    }

    function test_changeOfficers_whenOneSignsTwice_reverts() public {
        Officers memory next = change(1);
        bytes[] memory signatures = new bytes[](2);
        signatures[0] = signature(officerKey(1, 0), digestOf(next));
        signatures[1] = signatures[0];
        address signer = officers(1)[0];
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.SignersNotAscending.selector, signer, signer));
        institutions.changeOfficers(next, signatures);
    }

    function test_changeOfficers_whenOneOrThreeSign_reverts() public {
        Officers memory next = change(1);
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = signature(officerKey(1, 0), digestOf(next));
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.WrongCount.selector, 2, 1));
        institutions.changeOfficers(next, signatures);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.WrongCount.selector, 2, 3));
        institutions.changeOfficers(next, new bytes[](3));
    }

    function test_changeOfficers_whenAStrangerSigns_reverts(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        Officers memory next = change(1);
        bytes[] memory signatures = new bytes[](2);
        signatures[0] = signature(key, digestOf(next));
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotOfficer.selector, 1, vm.addr(key)));
        institutions.changeOfficers(next, signatures);
    }

    function test_changeOfficers_whenAnotherInstitutionsOfficersSign_reverts() public {
        Officers memory next = change(1);
        next.institution = 2;
        (next.previous,,,) = institutions.lastDigests(2);
        bytes[] memory signatures = signed(next, 0, 1);
        vm.expectPartialRevert(IInstitutions.NotOfficer.selector);
        institutions.changeOfficers(next, signatures);
    }

    function test_changeOfficers_whenReplayed_reverts() public {
        Officers memory next = change(1);
        bytes[] memory signatures = signed(next, 0, 1);
        institutions.changeOfficers(next, signatures);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.OutOfSequence.selector, 3, 2));
        institutions.changeOfficers(next, signatures);
    }

    function test_changeOfficers_whenItDoesNotFollowTheLastStatement_reverts(bytes32 previous) public {
        Officers memory next = change(1);
        vm.assume(previous != next.previous);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.WrongPrevious.selector, next.previous, previous));
        next.previous = previous;
        institutions.changeOfficers(next, new bytes[](2));
    }

    function test_changeOfficers_whenItIsTooEarly_revertsUntilItIsTime() public {
        Officers memory next = change(1);
        next.effectiveAt = uint64(NOW + 5);
        bytes[] memory signatures = signed(next, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadTime.selector, NOW + 5, NOW));
        institutions.changeOfficers(next, signatures);
        vm.warp(NOW + 5);
        institutions.changeOfficers(next, signatures);
        eq(institutions.standing(1).officersGeneration, 2);
    }

    function test_changeOfficers_whenSuspended_reverts() public {
        vm.prank(council);
        institutions.setStatus(1, Status.Suspended);
        Officers memory next = change(1);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotActive.selector, 1));
        institutions.changeOfficers(next, new bytes[](2));
    }

    function test_changeMembers_replacesTheRoot() public {
        MemberSet memory set = nextSet();
        bytes32 digest = memberSetDigest(set);
        bytes memory signed_ = signature(officerKey(1, 2), digest);
        vm.expectEmit();
        emit IInstitutions.MembersChanged(1, 2, set.root, set.previous, set.notAfter, digest, officers(1)[2], signed_);
        institutions.changeMembers(set, signed_);

        Standing memory standing = institutions.standing(1);
        eq(standing.membersGeneration, 2);
        (bool active, uint64 until, bytes32 root) = institutions.membersOf(1);
        yes(active, 'active');
        eq(until, YEAR_LATER);
        eq(root, set.root);
        (, bytes32 last,,) = institutions.lastDigests(1);
        eq(last, digest);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.OutOfSequence.selector, 3, 2));
        institutions.changeMembers(set, signed_);
    }

    function test_changeMembers_whenItDoesNotFollow_reverts() public {
        MemberSet memory set = nextSet();
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.WrongPrevious.selector, set.previous, bytes32(0)));
        set.previous = 0;
        institutions.changeMembers(set, '');
    }

    function test_changeMembers_whenItIsOverAlready_reverts() public {
        MemberSet memory set = nextSet();
        set.notAfter = uint64(NOW);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadTime.selector, NOW, NOW));
        institutions.changeMembers(set, '');
    }

    function test_changeMembers_whenTheRootIsZero_reverts() public {
        MemberSet memory set = nextSet();
        set.root = 0;
        vm.expectRevert(IInstitutions.ZeroCommitment.selector);
        institutions.changeMembers(set, '');
    }

    function test_changeMembers_whenAMemberSigns_reverts() public {
        MemberSet memory set = nextSet();
        bytes memory signed_ = signature(memberKey(1, 8), memberSetDigest(set));
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotOfficer.selector, 1, member(1, 8)));
        institutions.changeMembers(set, signed_);
    }

    function nextSet() private view returns (MemberSet memory) {
        (, bytes32 previous,,) = institutions.lastDigests(1);
        return MemberSet(1, 2, keccak256('next'), previous, YEAR_LATER);
    }

    function change(uint32 institution) private view returns (Officers memory) {
        address[] memory next = new address[](2);
        (next[0], next[1]) = (vm.addr(0xaa), vm.addr(0xbb));
        (bytes32 previous,,,) = institutions.lastDigests(institution);
        return Officers(institution, 2, next, 2, previous, uint64(NOW));
    }

    /// @dev By two officers of institution 1, in ascending order of their addresses.
    function signed(Officers memory it, uint256 a, uint256 b) private view returns (bytes[] memory list) {
        if (officers(1)[a] > officers(1)[b]) (a, b) = (b, a);
        list = new bytes[](2);
        list[0] = signature(officerKey(1, a), digestOf(it));
        list[1] = signature(officerKey(1, b), digestOf(it));
    }

    function digestOf(Officers memory it) private view returns (bytes32) {
        bytes32 list = keccak256(abi.encodePacked(it.officers));
        return typed(
            address(institutions),
            D,
            keccak256(
                abi.encode(OFFICERS, it.institution, it.generation, list, it.threshold, it.previous, it.effectiveAt)
            )
        );
    }
}
