// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Institutions} from '../src/Institutions.sol';
import {Status} from '../src/interfaces/IInstitutions.sol';
import {Members, Membership, Scope} from '../src/libraries/Members.sol';
import {World} from './World.sol';

contract MembersTest is World {
    function check(address who, uint16 scope, Membership calldata proof) external view {
        Members.check(institutions, D, who, scope, proof);
    }

    function test_check_letsEveryLeafUseItsScope() public view {
        uint16[6] memory all = purposes();
        for (uint256 i = 0; i < all.length; i++) {
            this.check(member(2, all[i]), all[i], shown(2, all[i]));
        }
    }

    function test_check_whenTheScopeIsMissing_reverts(uint16 asked) public {
        vm.assume(asked & Scope.ASK != asked);
        Membership memory proof = shown(1, Scope.ASK);
        vm.expectRevert(abi.encodeWithSelector(Members.MissingScope.selector, Scope.ASK, asked));
        this.check(member(1, Scope.ASK), asked, proof);
    }

    function test_check_whenTheScopeIsClaimed_reverts(uint16 claimed) public {
        vm.assume(claimed != Scope.ASK);
        Membership memory proof = shown(1, Scope.ASK);
        proof.scopes = claimed;
        refused(member(1, Scope.ASK), proof);
    }

    function test_check_whenAnyFieldIsAnother_reverts(uint256 field, bytes32 other) public {
        Membership memory proof = shown(1, Scope.ASK);
        field = bound(field, 0, 3);
        uint64 expiry = uint64(bound(uint256(other), NOW, type(uint64).max));
        uint256 place = uint256(other) % proof.proof.length;
        vm.assume(other != proof.salt && expiry != proof.expiry && other != proof.proof[place]);
        if (field == 0) proof.salt = other;
        if (field == 1) proof.expiry = expiry;
        if (field == 2) proof.proof[place] = other;
        if (field == 3) proof.proof = new bytes32[](0);
        refused(member(1, Scope.ASK), proof);
    }

    function test_check_whenShownForAnotherInstitution_reverts() public {
        Membership memory proof = shown(1, Scope.ASK);
        proof.institution = 2;
        vm.expectRevert(abi.encodeWithSelector(Members.NotMember.selector, 2, member(1, Scope.ASK)));
        this.check(member(1, Scope.ASK), 0, proof);
    }

    function test_check_whenTheMembershipIsOver_reverts() public {
        Membership memory proof = shown(1, Scope.ASK);
        proof.expiry = uint64(NOW - 1);
        vm.expectRevert(abi.encodeWithSelector(Members.LapsedMembership.selector, NOW - 1));
        this.check(member(1, Scope.ASK), 0, proof);
    }

    function test_check_whenTheMemberSetIsOver_reverts() public {
        Membership memory proof = shown(1, Scope.ASK);
        vm.warp(uint256(YEAR_LATER) + 1);
        vm.expectRevert(abi.encodeWithSelector(Members.LapsedMembership.selector, YEAR_LATER));
        this.check(member(1, Scope.ASK), 0, proof);
    }

    function test_check_whenTheProofIsEndless_reverts() public {
        Membership memory proof = shown(1, Scope.ASK);
        proof.proof = new bytes32[](17);
        vm.expectRevert(abi.encodeWithSelector(Members.ProofTooLong.selector, 17));
        this.check(member(1, Scope.ASK), 0, proof);
    }

    function test_check_whenTheInstitutionIsSuspended_reverts() public {
        Membership memory proof = shown(1, Scope.ASK);
        vm.prank(council);
        institutions.setStatus(1, Status.Suspended);
        vm.expectRevert(abi.encodeWithSelector(Members.InactiveInstitution.selector, 1));
        this.check(member(1, Scope.ASK), 0, proof);
    }

    function test_check_whenTheInstitutionHasNoMembersYet_reverts() public {
        uint32 fifth = found('NL', false);
        Membership memory proof = shown(1, Scope.ASK);
        proof.institution = fifth;
        vm.expectRevert(abi.encodeWithSelector(Members.LapsedMembership.selector, 0));
        this.check(member(1, Scope.ASK), 0, proof);
    }

    function test_check_whenTheLeafIsOfAnotherDeployment_reverts() public {
        Membership memory proof = shown(1, Scope.ASK);
        D = new Institutions(DAY, keccak256('another salt'), council).deployment();
        refused(member(1, Scope.ASK), proof);
    }

    function refused(address who, Membership memory proof) private {
        vm.expectRevert(abi.encodeWithSelector(Members.NotMember.selector, 1, who));
        this.check(who, 0, proof);
    }
}
