// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ExchangeFile, KeyAnnouncement, MemberSet, Officers} from '../interfaces/IInstitutions.sol';

/// @title Statements
/// @notice EIP-712 struct hashes of what officers sign (protocol 3 and 4.1).
library Statements {
    bytes32 private constant OFFICERS = keccak256(
        'Officers(uint32 institution,uint32 generation,address[] officers,uint8 threshold,bytes32 previous,uint64 effectiveAt)'
    );
    bytes32 private constant MEMBER_SET =
        keccak256('MemberSet(uint32 institution,uint32 generation,bytes32 root,bytes32 previous,uint64 notAfter)');
    bytes32 private constant KEY_ANNOUNCEMENT = keccak256(
        'KeyAnnouncement(uint32 institution,uint8 kind,uint32 generation,bytes32 key,bytes32 previous,uint64 notBefore,uint64 notAfter)'
    );
    bytes32 private constant EXCHANGE_FILE = keccak256(
        'ExchangeFile(uint32 institution,uint32 sequence,bytes32 file,bytes32 root,uint32 length,bytes32 previous)'
    );

    function hash(Officers memory it) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                OFFICERS,
                it.institution,
                it.generation,
                keccak256(abi.encodePacked(it.officers)),
                it.threshold,
                it.previous,
                it.effectiveAt
            )
        );
    }

    function hash(MemberSet memory it) internal pure returns (bytes32) {
        return keccak256(abi.encode(MEMBER_SET, it.institution, it.generation, it.root, it.previous, it.notAfter));
    }

    function hash(KeyAnnouncement memory it) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                KEY_ANNOUNCEMENT, it.institution, it.kind, it.generation, it.key, it.previous, it.notBefore, it.notAfter
            )
        );
    }

    function hash(ExchangeFile memory it) internal pure returns (bytes32) {
        return
            keccak256(abi.encode(EXCHANGE_FILE, it.institution, it.sequence, it.file, it.root, it.length, it.previous));
    }
}
