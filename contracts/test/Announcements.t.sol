// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ExchangeFile, IInstitutions, Key, KeyAnnouncement, Status} from '../src/interfaces/IInstitutions.sol';
import {World} from './World.sol';

contract AnnouncementsTest is World {
    bytes32 private constant ROOT = keccak256('where the file is');

    function test_announceKey_keepsTheCommitmentAndTellsTheRoot() public {
        KeyAnnouncement memory it = key(1, 0);
        bytes32 digest = digestOf(it);
        bytes memory signed = signature(officerKey(1, 1), digest);
        vm.expectEmit();
        emit IInstitutions.KeyAnnounced(
            1, 1, 1, it.key, ROOT, 0, it.notBefore, it.notAfter, digest, officers(1)[1], signed
        );
        institutions.announceKey(it, ROOT, signed);

        Key memory stored = institutions.keyOf(1, 1);
        eq(stored.commitment, it.key);
        eq(stored.digest, digest);
        eq(stored.generation, 1);
        eq(stored.notBefore, it.notBefore);
        eq(stored.notAfter, it.notAfter);
    }

    function test_announceKey_countsEachKindApart() public {
        for (uint8 kind = 1; kind <= 4; kind++) {
            announce(key(kind, 0));
        }
        bytes32 previous = institutions.keyOf(1, 2).digest;
        KeyAnnouncement memory second = key(2, previous);
        second.generation = 2;
        announce(second);
        eq(institutions.keyOf(1, 2).generation, 2);
        eq(institutions.keyOf(1, 3).generation, 1);
    }

    function test_announceKey_whenAGenerationIsSkippedOrRepeated_reverts(uint32 generation) public {
        vm.assume(generation != 1);
        KeyAnnouncement memory it = key(1, 0);
        it.generation = generation;
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.OutOfSequence.selector, 1, generation));
        institutions.announceKey(it, ROOT, '');
    }

    function test_announceKey_whenItDoesNotFollow_reverts(bytes32 previous) public {
        vm.assume(previous != 0);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.WrongPrevious.selector, bytes32(0), previous));
        institutions.announceKey(key(1, previous), ROOT, '');
    }

    function test_announceKey_whenTheKindIsUnknown_reverts(uint8 kind) public {
        vm.assume(kind == 0 || kind > 4);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadKind.selector, kind));
        institutions.announceKey(key(kind, 0), ROOT, '');
    }

    function test_announceKey_whenItEndsBeforeItBegins_reverts() public {
        KeyAnnouncement memory it = key(1, 0);
        it.notAfter = it.notBefore;
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.BadTime.selector, it.notAfter, it.notBefore));
        institutions.announceKey(it, ROOT, '');
    }

    function test_announceKey_whenThereIsNoKey_reverts() public {
        KeyAnnouncement memory it = key(1, 0);
        it.key = 0;
        vm.expectRevert(IInstitutions.ZeroCommitment.selector);
        institutions.announceKey(it, ROOT, '');
    }

    function test_announceKey_whenNoOfficerSigned_reverts() public {
        KeyAnnouncement memory it = key(1, 0);
        bytes memory signed = signature(officerKey(2, 0), digestOf(it));
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotOfficer.selector, 1, officers(2)[0]));
        institutions.announceKey(it, ROOT, signed);
    }

    function test_announceKey_whenUnknownOrRevoked_reverts() public {
        KeyAnnouncement memory it = key(1, 0);
        it.institution = 9;
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotActive.selector, 9));
        institutions.announceKey(it, ROOT, '');
        vm.prank(council);
        institutions.setStatus(1, Status.Revoked);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotActive.selector, 1));
        institutions.announceKey(key(1, 0), ROOT, '');
    }

    function test_announceExchange_countsAndChains() public {
        ExchangeFile memory it = ExchangeFile(1, 1, keccak256('file'), ROOT, 1174, 0);
        bytes32 digest = digestOf(it);
        bytes memory signed = signature(officerKey(1, 0), digest);
        vm.expectEmit();
        emit IInstitutions.ExchangeAnnounced(1, 1, it.file, ROOT, 1174, 0, digest, officers(1)[0], signed);
        institutions.announceExchange(it, signed);

        (,, bytes32 last, uint32 sequence) = institutions.lastDigests(1);
        eq(last, digest);
        eq(sequence, 1);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.OutOfSequence.selector, 2, 1));
        institutions.announceExchange(it, signed);
        it.sequence = 2;
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.WrongPrevious.selector, digest, bytes32(0)));
        institutions.announceExchange(it, signed);
        it.previous = digest;
        institutions.announceExchange(it, signature(officerKey(1, 2), digestOf(it)));
    }

    function test_announceExchange_whenThereIsNoFile_reverts() public {
        vm.expectRevert(IInstitutions.ZeroCommitment.selector);
        institutions.announceExchange(ExchangeFile(1, 1, 0, ROOT, 1, 0), '');
        vm.expectRevert(IInstitutions.ZeroCommitment.selector);
        institutions.announceExchange(ExchangeFile(1, 1, ROOT, 0, 1, 0), '');
    }

    function test_announceExchange_whenNoOfficerSigned_reverts() public {
        ExchangeFile memory it = ExchangeFile(1, 1, keccak256('file'), ROOT, 1174, 0);
        bytes memory signed = signature(memberKey(1, 8), digestOf(it));
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotOfficer.selector, 1, member(1, 8)));
        institutions.announceExchange(it, signed);
    }

    function key(uint8 kind, bytes32 previous) private pure returns (KeyAnnouncement memory) {
        bytes32 commitment = keccak256(abi.encode('key', kind));
        return KeyAnnouncement(1, kind, 1, commitment, previous, uint64(NOW), uint64(NOW + 14 days));
    }

    function announce(KeyAnnouncement memory it) private {
        institutions.announceKey(it, ROOT, signature(officerKey(1, 0), digestOf(it)));
    }

    function digestOf(KeyAnnouncement memory it) private view returns (bytes32) {
        bytes32 kind = keccak256(
            'KeyAnnouncement(uint32 institution,uint8 kind,uint32 generation,bytes32 key,bytes32 previous,uint64 notBefore,uint64 notAfter)'
        );
        return typed(address(institutions), D, keccak256(abi.encodePacked(kind, abi.encode(it))));
    }

    function digestOf(ExchangeFile memory it) private view returns (bytes32) {
        bytes32 kind = keccak256(
            'ExchangeFile(uint32 institution,uint32 sequence,bytes32 file,bytes32 root,uint32 length,bytes32 previous)'
        );
        return typed(address(institutions), D, keccak256(abi.encodePacked(kind, abi.encode(it))));
    }
}
