// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Consent, ConsentState, IConsents, Narrow} from '../src/interfaces/IConsents.sol';
import {Status} from '../src/interfaces/IInstitutions.sol';
import {Members, Membership, Scope} from '../src/libraries/Members.sol';
import {World} from './World.sol';

contract ConsentsTest is World {
    uint256 private constant CAPABILITY = 0xca;
    bytes32 private constant COMMITMENT = keccak256('salted terms');
    uint16 private constant EXPIRY = uint16((NOW + 365 days) / 91 days);

    function test_grant_isLiveUnderTheComputedHandle() public {
        bytes16 handle = consents.handleOf(1, COMMITMENT, vm.addr(CAPABILITY), EXPIRY);
        vm.expectEmit();
        emit IConsents.Granted(handle, 1, COMMITMENT, vm.addr(CAPABILITY), EXPIRY);
        eq(granted(), handle);

        Consent memory consent = consents.consentOf(handle);
        eq(uint8(consent.state), uint8(ConsentState.Live));
        eq(consent.expiry, EXPIRY);
        eq(consent.institution, 1);
        eq(consent.sequence, 0);
        eq(consent.capability, vm.addr(CAPABILITY));
        yes(consents.isLive(handle), 'live');
        (bool live, uint32 institution) = consents.releaseOf(handle);
        yes(live && institution == 1, 'release');
    }

    function test_handle_bindsEveryTerm(uint32 institution, bytes32 commitment, address capability, uint16 expiry)
        public
        view
    {
        bytes16 wanted = bytes16(
            keccak256(abi.encode(keccak256('MedNexus consent v1'), D, institution, commitment, capability, expiry))
        );
        eq(consents.handleOf(institution, commitment, capability, expiry), wanted);
    }

    function test_grant_whenGrantedBefore_reverts() public {
        bytes16 handle = granted();
        refused(EXPIRY, vm.addr(CAPABILITY), abi.encodeWithSelector(IConsents.Taken.selector, handle));
    }

    function test_grant_whenRevokedBefore_reverts() public {
        bytes16 handle = granted();
        consents.revoke(handle, revocation(CAPABILITY, handle));
        refused(EXPIRY, vm.addr(CAPABILITY), abi.encodeWithSelector(IConsents.Taken.selector, handle));
    }

    function test_grant_whenMoreThanAYearAway_reverts(uint16 expiry) public {
        expiry = uint16(bound(expiry, EXPIRY + 1, type(uint16).max));
        refused(expiry, vm.addr(CAPABILITY), abi.encodeWithSelector(IConsents.ExpiryTooFar.selector, expiry, EXPIRY));
    }

    function test_grant_whenItsPeriodIsOver_reverts(uint16 expiry) public {
        expiry = uint16(bound(expiry, 0, NOW / 91 days));
        refused(expiry, vm.addr(CAPABILITY), abi.encodeWithSelector(IConsents.ExpiryPassed.selector, expiry));
    }

    function test_grant_whenNobodyCouldRevoke_reverts() public {
        refused(EXPIRY, address(0), abi.encodeWithSelector(IConsents.ZeroCapability.selector));
    }

    function test_grant_whenTheMemberMayOnlyAsk_reverts() public {
        Membership memory proof = shown(1, Scope.ASK);
        vm.expectRevert(abi.encodeWithSelector(Members.MissingScope.selector, Scope.ASK, Scope.CONSENT));
        vm.prank(member(1, Scope.ASK));
        consents.grant(COMMITMENT, vm.addr(CAPABILITY), EXPIRY, proof);
    }

    function test_grant_whenTheProofIsAnothers_reverts(address caller) public {
        vm.assume(caller != member(1, Scope.CONSENT));
        Membership memory proof = shown(1, Scope.CONSENT);
        vm.expectRevert(abi.encodeWithSelector(Members.NotMember.selector, 1, caller));
        vm.prank(caller);
        consents.grant(COMMITMENT, vm.addr(CAPABILITY), EXPIRY, proof);
    }

    function test_revoke_byTheCapability_throughAnybody(address sender) public {
        bytes16 handle = granted();
        bytes memory signed = revocation(CAPABILITY, handle);
        vm.expectEmit();
        emit IConsents.Revoked(handle);
        vm.prank(sender);
        consents.revoke(handle, signed);
        yes(!consents.isLive(handle), 'revoked');
        eq(uint8(consents.consentOf(handle).state), uint8(ConsentState.Revoked));
    }

    function test_revoke_again_changesNothing() public {
        bytes16 handle = granted();
        consents.revoke(handle, revocation(CAPABILITY, handle));
        vm.recordLogs();
        consents.revoke(handle, revocation(CAPABILITY, handle));
        eq(vm.getRecordedLogs().length, 0);
    }

    function test_revoke_whenTheInstitutionIsRevoked_works() public {
        bytes16 handle = granted();
        vm.prank(council);
        institutions.setStatus(1, Status.Revoked);
        consents.revoke(handle, revocation(CAPABILITY, handle));
        yes(!consents.isLive(handle), 'revoked');
    }

    function test_revoke_tenYearsLater_works() public {
        bytes16 handle = granted();
        bytes memory signed = revocation(CAPABILITY, handle);
        vm.warp(NOW + 3650 days);
        consents.revoke(handle, signed);
        eq(uint8(consents.consentOf(handle).state), uint8(ConsentState.Revoked));
    }

    function test_revoke_whenSomebodyElseSigned_reverts(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        vm.assume(key != CAPABILITY);
        bytes16 handle = granted();
        bytes memory signed = revocation(key, handle);
        vm.expectRevert(abi.encodeWithSelector(IConsents.NotCapability.selector, handle, vm.addr(key)));
        consents.revoke(handle, signed);
    }

    function test_revoke_whenNeverGranted_reverts(bytes16 handle) public {
        bytes memory signed = revocation(CAPABILITY, handle);
        vm.expectRevert(abi.encodeWithSelector(IConsents.NotLive.selector, handle, ConsentState.None));
        consents.revoke(handle, signed);
    }

    function test_revokeAsMember_works_evenWhileSuspended() public {
        bytes16 handle = granted();
        vm.prank(council);
        institutions.setStatus(1, Status.Suspended);
        Membership memory proof = shown(1, Scope.CONSENT);
        vm.expectEmit();
        emit IConsents.Revoked(handle);
        vm.prank(member(1, Scope.CONSENT));
        consents.revokeAsMember(handle, proof);
        yes(!consents.isLive(handle), 'revoked');
    }

    function test_revokeAsMember_whenOfAnotherInstitution_reverts() public {
        bytes16 handle = granted();
        Membership memory proof = shown(2, Scope.CONSENT);
        vm.expectRevert(abi.encodeWithSelector(IConsents.OtherInstitution.selector, 1, 2));
        vm.prank(member(2, Scope.CONSENT));
        consents.revokeAsMember(handle, proof);
    }

    function test_revokeAsMember_whenNoMember_reverts() public {
        bytes16 handle = granted();
        Membership memory proof = shown(1, Scope.CONSENT);
        vm.expectRevert(abi.encodeWithSelector(Members.NotMember.selector, 1, address(this)));
        consents.revokeAsMember(handle, proof);
    }

    function test_narrow_shortensAndCounts() public {
        bytes16 handle = granted();
        Narrow memory it = Narrow(handle, 1, keccak256('less'), EXPIRY - 1, uint64(NOW));
        bytes memory signed = narrowing(CAPABILITY, it);
        vm.expectEmit();
        emit IConsents.Narrowed(handle, 1, it.commitment, EXPIRY - 1);
        consents.narrow(it, signed);
        eq(consents.consentOf(handle).expiry, EXPIRY - 1);
        eq(consents.consentOf(handle).sequence, 1);
        vm.expectRevert(abi.encodeWithSelector(IConsents.OutOfSequence.selector, 2, 1));
        consents.narrow(it, signed);
    }

    function test_narrow_whenItWouldLastLonger_reverts() public {
        bytes16 handle = granted();
        Narrow memory it = Narrow(handle, 1, keccak256('more'), EXPIRY + 1, uint64(NOW));
        bytes memory signed = narrowing(CAPABILITY, it);
        vm.expectRevert(abi.encodeWithSelector(IConsents.Widened.selector, EXPIRY, EXPIRY + 1));
        consents.narrow(it, signed);
    }

    function test_narrow_whenLateRevokedOrNotSigned_reverts() public {
        bytes16 handle = granted();
        Narrow memory it = Narrow(handle, 1, keccak256('less'), EXPIRY, uint64(NOW - 1));
        bytes memory signed = narrowing(CAPABILITY, it);
        vm.expectRevert(abi.encodeWithSelector(IConsents.Late.selector, NOW - 1));
        consents.narrow(it, signed);

        it.deadline = uint64(NOW);
        signed = narrowing(0xbad, it);
        vm.expectRevert(abi.encodeWithSelector(IConsents.NotCapability.selector, handle, vm.addr(0xbad)));
        consents.narrow(it, signed);

        consents.revoke(handle, revocation(CAPABILITY, handle));
        vm.expectRevert(abi.encodeWithSelector(IConsents.NotLive.selector, handle, ConsentState.Revoked));
        consents.narrow(it, signed);
    }

    function test_isLive_endsWithItsPeriod() public {
        bytes16 handle = granted();
        vm.warp(uint256(EXPIRY) * 91 days - 1);
        yes(consents.isLive(handle), 'a second before');
        vm.warp(uint256(EXPIRY) * 91 days);
        yes(!consents.isLive(handle), 'at its end');
    }

    function granted() private returns (bytes16) {
        Membership memory proof = shown(1, Scope.CONSENT);
        vm.prank(member(1, Scope.CONSENT));
        return consents.grant(COMMITMENT, vm.addr(CAPABILITY), EXPIRY, proof);
    }

    function refused(uint16 expiry, address capability, bytes memory why) private {
        Membership memory proof = shown(1, Scope.CONSENT);
        vm.expectRevert(why);
        vm.prank(member(1, Scope.CONSENT));
        consents.grant(COMMITMENT, capability, expiry, proof);
    }

    function revocation(uint256 key, bytes16 handle) private view returns (bytes memory) {
        bytes32 structHash = keccak256(abi.encode(keccak256('Revoke(bytes16 handle)'), handle));
        return signature(key, typed(address(consents), D, structHash));
    }

    function narrowing(uint256 key, Narrow memory it) private view returns (bytes memory) {
        bytes32 kind =
            keccak256('Narrow(bytes16 handle,uint32 sequence,bytes32 commitment,uint16 expiry,uint64 deadline)');
        return signature(key, typed(address(consents), D, keccak256(abi.encodePacked(kind, abi.encode(it)))));
    }
}
