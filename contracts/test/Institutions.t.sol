// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SafeCast} from '@openzeppelin/contracts/utils/math/SafeCast.sol';
import {Institutions} from '../src/Institutions.sol';
import {Application, IInstitutions, Standing, Status} from '../src/interfaces/IInstitutions.sol';
import {World} from './World.sol';

contract InstitutionsTest is World {
    function test_deployment_bindsChainRegistryAndSalt() public view {
        bytes32 wanted =
            keccak256(abi.encode(keccak256('MedNexus deployment v1'), block.chainid, address(institutions), SALT));
        eq(institutions.deployment(), wanted);
        eq(consents.deployment(), wanted);
        eq(index.deployment(), wanted);
        eq(cases.deployment(), wanted);
        eq(tank.deployment(), wanted);
        eq(institutions.salt(), SALT);
        eq(institutions.day(), DAY);
    }

    function test_domain_carriesTheDeploymentAsSalt() public view {
        (bytes1 fields, string memory name, string memory version, uint256 chain, address verifying, bytes32 salt,) =
            cases.eip712Domain();
        eq(fields, bytes1(0x1f));
        eq(keccak256(bytes(name)), keccak256('MedNexus'));
        eq(keccak256(bytes(version)), keccak256('1'));
        eq(chain, block.chainid);
        eq(verifying, address(cases));
        eq(salt, D);
    }

    function test_constructor_whenTheDayIsZero_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadTime.selector, 0, NOW));
        new Institutions(0, SALT, council);
    }

    function test_verify_listsUnderTheNextId() public {
        Application memory it = application('NL');
        vm.expectEmit();
        emit IInstitutions.Verified(5, 'NL', false, it.name, it.ror, it.until);
        vm.prank(council);
        eq(institutions.verify(it, false), 5);

        Standing memory standing = institutions.standing(5);
        eq(uint8(standing.status), uint8(Status.Active));
        eq(standing.country, bytes2('NL'));
        yes(!standing.founder, 'no founder');
        eq(standing.threshold, 2);
        eq(standing.officersGeneration, 1);
        eq(standing.membersGeneration, 0);
        eq(standing.verifiedAt, NOW);
        eq(standing.until, YEAR_LATER);
        eq(standing.membersRoot, 0);
        eq(institutions.count(), 5);
        (string memory name, string memory ror) = institutions.nameOf(5);
        eq(keccak256(bytes(name)), keccak256(bytes(it.name)));
        eq(keccak256(bytes(ror)), keccak256(bytes(it.ror)));
        for (uint256 i = 0; i < 3; i++) {
            yes(institutions.isOfficer(5, it.officers[i]), 'officer');
        }
        yes(!institutions.isOfficer(4, it.officers[0]), 'officer of one institution only');
    }

    function test_verify_flagsFounders() public view {
        yes(institutions.standing(3).founder, 'third');
        yes(!institutions.standing(4).founder, 'fourth');
    }

    function test_verify_takesNoRor() public {
        Application memory it = application('NL');
        it.ror = '';
        vm.prank(council);
        eq(institutions.verify(it, false), 5);
    }

    function test_verify_whenNotTheAuthority_reverts(address caller) public {
        vm.assume(caller != council);
        Application memory it = application('NL');
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotAuthority.selector, caller));
        vm.prank(caller);
        institutions.verify(it, false);
    }

    function test_verify_whenTheNameIsEmptyOrLong_reverts(uint256 length) public {
        length = bound(length, 97, 300);
        Application memory it = application('NL');
        it.name = string(new bytes(length));
        refused(it, abi.encodeWithSelector(IInstitutions.BadName.selector, length));
        it.name = '';
        refused(it, abi.encodeWithSelector(IInstitutions.BadName.selector, 0));
    }

    function test_verify_whenTheRorHasAnotherLength_reverts() public {
        Application memory it = application('NL');
        it.ror = '0123';
        refused(it, abi.encodeWithSelector(IInstitutions.BadRor.selector, 4));
    }

    function test_verify_whenTheCountryIsNoCode_reverts(bytes2 country) public {
        bool code = country[0] >= 'A' && country[0] <= 'Z' && country[1] >= 'A' && country[1] <= 'Z';
        vm.assume(!code);
        refused(application(country), abi.encodeWithSelector(IInstitutions.BadCountry.selector, country));
        refused(application('nL'), abi.encodeWithSelector(IInstitutions.BadCountry.selector, bytes2('nL')));
        refused(application('N{'), abi.encodeWithSelector(IInstitutions.BadCountry.selector, bytes2('N{')));
    }

    function test_verify_whenItWouldBeOverAlready_reverts() public {
        Application memory it = application('NL');
        it.until = uint64(NOW);
        refused(it, abi.encodeWithSelector(IInstitutions.BadTime.selector, NOW, NOW));
    }

    function test_verify_whenTheEndDoesNotFit_reverts() public {
        Application memory it = application('NL');
        it.until = 1 << 48;
        refused(it, abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 48, 1 << 48));
    }

    function test_verify_whenTheThresholdIsOneOrTooHigh_reverts() public {
        Application memory it = application('NL');
        it.threshold = 1;
        refused(it, abi.encodeWithSelector(IInstitutions.BadOfficers.selector, 3, 1));
        it.threshold = 4;
        refused(it, abi.encodeWithSelector(IInstitutions.BadOfficers.selector, 3, 4));
    }

    function test_verify_whenThereAreNineOfficers_reverts() public {
        Application memory it = application('NL');
        it.officers = new address[](9);
        refused(it, abi.encodeWithSelector(IInstitutions.BadOfficers.selector, 9, 2));
    }

    function test_verify_whenAnOfficerIsTwiceOrNobody_reverts() public {
        Application memory it = application('NL');
        it.officers[2] = it.officers[0];
        refused(it, abi.encodeWithSelector(IInstitutions.SameOfficer.selector, it.officers[0]));
        it.officers[2] = address(0);
        refused(it, abi.encodeWithSelector(IInstitutions.SameOfficer.selector, address(0)));
    }

    function test_closeFounding_handsOverOnceAndForGood() public {
        address next = vm.addr(0xd0);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotAuthority.selector, address(this)));
        institutions.closeFounding(next);

        vm.expectEmit();
        emit IInstitutions.FoundingClosed(next);
        vm.prank(council);
        institutions.closeFounding(next);
        eq(institutions.authority(), next);
        yes(!institutions.foundingOpen(), 'closed');

        vm.expectRevert(IInstitutions.FoundingIsClosed.selector);
        vm.prank(next);
        institutions.closeFounding(council);
        Application memory it = application('NL');
        vm.expectRevert(IInstitutions.FoundingIsClosed.selector);
        vm.prank(next);
        institutions.verify(it, true);
        vm.prank(next);
        eq(institutions.verify(it, false), 5);
    }

    function test_setStatus_suspendsAndReinstates() public {
        vm.expectEmit();
        emit IInstitutions.StatusChanged(2, Status.Suspended);
        vm.prank(council);
        institutions.setStatus(2, Status.Suspended);
        yes(!institutions.isActive(2), 'suspended');
        vm.prank(council);
        institutions.setStatus(2, Status.Active);
        yes(institutions.isActive(2), 'reinstated');
    }

    function test_setStatus_whenRevoked_isFinal(uint8 to) public {
        vm.prank(council);
        institutions.setStatus(2, Status.Revoked);
        Status status = Status(bound(to, 0, 3));
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadStatus.selector, 2, Status.Revoked, status));
        vm.prank(council);
        institutions.setStatus(2, status);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadStatus.selector, 2, Status.Revoked, Status.Active));
        vm.prank(council);
        institutions.renew(2, YEAR_LATER);
    }

    function test_setStatus_whenNothingWouldChange_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadStatus.selector, 2, Status.Active, Status.Active));
        vm.prank(council);
        institutions.setStatus(2, Status.Active);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadStatus.selector, 2, Status.Active, Status.None));
        vm.prank(council);
        institutions.setStatus(2, Status.None);
    }

    function test_setStatus_whenUnknownOrNotTheAuthority_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadStatus.selector, 9, Status.None, Status.Active));
        vm.prank(council);
        institutions.setStatus(9, Status.Active);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotAuthority.selector, address(this)));
        institutions.setStatus(2, Status.Suspended);
    }

    function test_isActive_endsWithTheVerificationUntilItIsRenewed() public {
        vm.warp(YEAR_LATER - 1);
        yes(institutions.isActive(1), 'a second before');
        vm.warp(YEAR_LATER);
        yes(!institutions.isActive(1), 'at its end');
        (bool active, bytes2 country) = institutions.placeOf(1);
        yes(!active && country == 'US', 'place');

        vm.expectEmit();
        emit IInstitutions.Renewed(1, YEAR_LATER + 10);
        vm.prank(council);
        institutions.renew(1, YEAR_LATER + 10);
        yes(institutions.isActive(1), 'renewed');
    }

    function test_renew_whenUnknownOverOrNotTheAuthority_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadStatus.selector, 9, Status.None, Status.Active));
        vm.prank(council);
        institutions.renew(9, YEAR_LATER);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadTime.selector, NOW, NOW));
        vm.prank(council);
        institutions.renew(1, uint64(NOW));
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotAuthority.selector, address(this)));
        institutions.renew(1, YEAR_LATER);
    }

    function refused(Application memory it, bytes memory why) private {
        vm.expectRevert(why);
        vm.prank(council);
        institutions.verify(it, false);
    }
}
