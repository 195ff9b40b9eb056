// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from '@openzeppelin/contracts/utils/cryptography/MerkleProof.sol';
import {IInstitutions} from '../interfaces/IInstitutions.sol';

/// @notice What a member shows to act: its leaf, without the address, and the way from it to the root (protocol 3).
/// @param scopes a sum of the constants of {Scope}
/// @param expiry Unix seconds
/// @param salt random per leaf, so that members cannot be guessed
struct Membership {
    uint32 institution;
    uint16 scopes;
    uint64 expiry;
    bytes32 salt;
    bytes32[] proof;
}

/// @notice What a leaf allows its address to do (protocol 3).
library Scope {
    uint16 internal constant MATCH = 1;
    uint16 internal constant PUBLISH = 2;
    uint16 internal constant CONSENT = 4;
    uint16 internal constant ASK = 8;
    uint16 internal constant RECORD = 16;
    uint16 internal constant ROOM = 32;
    uint16 internal constant STEWARD = 64;
    uint16 internal constant AUDIT = 128;
    uint16 internal constant VOTE = 256;
}

/// @title Members
/// @notice Membership, proven at use. A member has one leaf per purpose address, so that uses do not link.
library Members {
    /// @dev The address is no leaf of the institution's newest member set.
    error NotMember(uint32 institution, address who);
    error MissingScope(uint16 held, uint16 needed);
    error LapsedMembership(uint64 expiry);
    error InactiveInstitution(uint32 institution);
    error ProofTooLong(uint256 length);

    /// @dev 65,536 leaves.
    uint256 internal constant LONGEST_PROOF = 16;

    /// @notice Reverts unless `who` may use `scope` for an active institution.
    function check(IInstitutions institutions, bytes32 deployment, address who, uint16 scope, Membership calldata shown)
        internal
        view
    {
        if (!prove(institutions, deployment, who, scope, shown)) revert InactiveInstitution(shown.institution);
    }

    /// @notice Reverts unless `who` is a member with `scope`; answers whether the institution is active. Used alone where
    /// an institution's suspension must not get in the way, as when a consent is revoked.
    function prove(IInstitutions institutions, bytes32 deployment, address who, uint16 scope, Membership calldata shown)
        internal
        view
        returns (bool active)
    {
        uint64 until;
        bytes32 root;
        (active, until, root) = institutions.membersOf(shown.institution);
        if (block.timestamp > until) revert LapsedMembership(until);
        if (block.timestamp > shown.expiry) revert LapsedMembership(shown.expiry);
        if (shown.scopes & scope != scope) revert MissingScope(shown.scopes, scope);
        if (shown.proof.length > LONGEST_PROOF) revert ProofTooLong(shown.proof.length);
        if (!MerkleProof.verifyCalldata(shown.proof, root, leaf(deployment, who, shown))) {
            revert NotMember(shown.institution, who);
        }
    }

    /// @notice Hashed twice, so that no inner node of a tree can pass for a leaf.
    function leaf(bytes32 deployment, address who, Membership calldata shown) internal pure returns (bytes32) {
        return keccak256(
            bytes.concat(
                keccak256(abi.encode(deployment, shown.institution, who, shown.scopes, shown.expiry, shown.salt))
            )
        );
    }
}
