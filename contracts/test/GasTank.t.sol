// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGasTank} from '../src/interfaces/IGasTank.sol';
import {MemberSet, Status} from '../src/interfaces/IInstitutions.sol';
import {Members, Membership, Scope} from '../src/libraries/Members.sol';
import {World} from './World.sol';

contract GasTankTest is World {
    function test_deposit_fillsOneInstitutionsTank(address from, uint96 amount) public {
        vm.assume(amount > 0);
        vm.deal(from, amount);
        vm.expectEmit();
        emit IGasTank.Deposited(2, from, amount);
        vm.prank(from);
        tank.deposit{value: amount}(2);
        eq(tank.balanceOf(2), amount);
        eq(tank.balanceOf(1), 0);
    }

    function test_deposit_whenTheInstitutionIsUnknown_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IGasTank.UnknownInstitution.selector, 0));
        tank.deposit{value: 1}(0);
        vm.expectRevert(abi.encodeWithSelector(IGasTank.UnknownInstitution.selector, 5));
        tank.deposit{value: 1}(5);
    }

    function test_deposit_whenNothingIsSent_reverts() public {
        vm.expectRevert(IGasTank.NothingDeposited.selector);
        tank.deposit(1);
    }

    function test_topUp_byAnybody_sendsTheOneAmount(address sender) public {
        tank.deposit{value: 1 ether}(1);
        address who = member(1, Scope.ASK);
        Membership memory proof = shown(1, Scope.ASK);
        vm.expectEmit();
        emit IGasTank.ToppedUp(1, who);
        vm.prank(sender);
        tank.topUp(payable(who), proof);
        eq(who.balance, tank.amount());
        eq(tank.balanceOf(1), 1 ether - TOP_UP);
    }

    function test_topUp_whenToppedUpToday_revertsUntilTomorrow() public {
        tank.deposit{value: 1 ether}(1);
        topUp(Scope.ASK);
        address who = member(1, Scope.ASK);
        vm.deal(who, 0);
        refused(Scope.ASK, abi.encodeWithSelector(IGasTank.AlreadyToday.selector, who));
        vm.warp(NOW + DAY);
        topUp(Scope.ASK);
        eq(who.balance, TOP_UP);
    }

    function test_topUp_whenTheInstitutionsDayIsUsedUp_revertsUntilTomorrow() public {
        tank.deposit{value: 1 ether}(1);
        eq(tank.topUpsPerDay(), 2);
        topUp(Scope.ASK);
        topUp(Scope.RECORD);
        refused(Scope.CONSENT, abi.encodeWithSelector(IGasTank.DayLimit.selector, 1, 2));
        vm.warp(NOW + DAY);
        topUp(Scope.CONSENT);
    }

    function test_topUp_whenTheMemberHasHalf_reverts(uint256 balance) public {
        balance = bound(balance, TOP_UP / 2, 100 ether);
        tank.deposit{value: 1 ether}(1);
        address who = member(1, Scope.ASK);
        vm.deal(who, balance);
        refused(Scope.ASK, abi.encodeWithSelector(IGasTank.HasEnough.selector, who, balance));
    }

    function test_topUp_whenTheTankIsLow_reverts() public {
        tank.deposit{value: TOP_UP - 1}(1);
        tank.deposit{value: 1 ether}(2);
        refused(Scope.ASK, abi.encodeWithSelector(IGasTank.TankEmpty.selector, 1, TOP_UP - 1));
    }

    function test_topUp_whenNoMember_reverts(address stranger) public {
        vm.assume(stranger != member(1, Scope.ASK));
        tank.deposit{value: 1 ether}(1);
        Membership memory proof = shown(1, Scope.ASK);
        vm.expectRevert(abi.encodeWithSelector(Members.NotMember.selector, 1, stranger));
        tank.topUp(payable(stranger), proof);
    }

    function test_topUp_whenSuspended_reverts() public {
        tank.deposit{value: 1 ether}(1);
        vm.prank(council);
        institutions.setStatus(1, Status.Suspended);
        refused(Scope.ASK, abi.encodeWithSelector(Members.InactiveInstitution.selector, 1));
    }

    function test_topUp_whenTheMemberTakesNoEther_reverts() public {
        tank.deposit{value: 1 ether}(1);
        // This contract has no way to receive: as the only leaf of a set it is a member all the same.
        bytes32 salt = keccak256('salt');
        bytes32 only = keccak256(bytes.concat(keccak256(abi.encode(D, 1, address(this), Scope.ASK, YEAR_LATER, salt))));
        (, bytes32 previous,,) = institutions.lastDigests(1);
        MemberSet memory set = MemberSet(1, 2, only, previous, YEAR_LATER);
        institutions.changeMembers(set, signature(officerKey(1, 0), memberSetDigest(set)));
        vm.deal(address(this), 0);
        vm.expectRevert(abi.encodeWithSelector(IGasTank.NotReceived.selector, address(this)));
        tank.topUp(payable(address(this)), Membership(1, Scope.ASK, YEAR_LATER, salt, new bytes32[](0)));
    }

    function topUp(uint16 scopes) private {
        tank.topUp(payable(member(1, scopes)), shown(1, scopes));
    }

    function refused(uint16 scopes, bytes memory why) private {
        address payable who = payable(member(1, scopes));
        Membership memory proof = shown(1, scopes);
        vm.expectRevert(why);
        tank.topUp(who, proof);
    }
}
