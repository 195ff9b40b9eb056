// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Membership} from '../libraries/Members.sol';

/// @notice `Revoked` is final.
enum ConsentState {
    None,
    Live,
    Revoked
}

/// @notice Everything the chain holds of a consent: one storage word, and no word of what was consented to.
/// @param institution the only one that may release under it
/// @param expiry in 91-day periods from the Unix epoch
/// @param sequence how often it was narrowed
/// @param capability the address whose key can narrow and revoke
struct Consent {
    ConsentState state;
    uint16 expiry;
    uint32 institution;
    uint32 sequence;
    address capability;
}

/// @notice EIP-712 statement by the capability key. A narrower text for the same consent (protocol 7).
/// @param sequence the last one + 1; the grant is 0
struct Narrow {
    bytes16 handle;
    uint32 sequence;
    bytes32 commitment;
    uint16 expiry;
    uint64 deadline;
}

/// @title Consents
/// @notice Which consents live. Granting takes a member with the scope `consent`; revoking takes the patient's
/// capability key, through anybody's transaction, or such a member. Nothing here can be paused, suspended or undone.
/// @dev Commitments stand in events only: the handle already binds the first one.
interface IConsents {
    event Granted(
        bytes16 indexed handle, uint32 indexed institution, bytes32 commitment, address capability, uint16 expiry
    );
    event Narrowed(bytes16 indexed handle, uint32 sequence, bytes32 commitment, uint16 expiry);
    event Revoked(bytes16 indexed handle);

    error Taken(bytes16 handle);
    error NotLive(bytes16 handle, ConsentState state);
    error ExpiryTooFar(uint16 expiry, uint256 latest);
    error ExpiryPassed(uint16 expiry);
    error Widened(uint16 held, uint16 asked);
    error OutOfSequence(uint32 expected, uint32 given);
    error NotCapability(bytes16 handle, address signer);
    error OtherInstitution(uint32 granted, uint32 shown);
    error Late(uint64 deadline);
    error ZeroCapability();

    /// @notice Records a consent as live.
    /// @param commitment salted hash of the terms
    /// @param capability address of a key made for this consent alone
    /// @param expiry `ceil(until / 91 days)`, at most 365 days away
    /// @param shown of `msg.sender`, scope `consent`
    function grant(bytes32 commitment, address capability, uint16 expiry, Membership calldata shown)
        external
        returns (bytes16 handle);

    /// @notice Revokes with the capability key's signature over `Revoke{handle}`, sent by anybody, for ever. Revoking
    /// again changes nothing and does not fail.
    function revoke(bytes16 handle, bytes calldata signature) external;

    /// @notice Revokes as a member of the granting institution, scope `consent`; works while it is suspended.
    function revokeAsMember(bytes16 handle, Membership calldata shown) external;

    /// @notice Replaces the terms by narrower ones. That they are narrower the chain cannot see: readers apply the
    /// intersection of all terms opened to them.
    function narrow(Narrow calldata statement, bytes calldata signature) external;

    function consentOf(bytes16 handle) external view returns (Consent memory);

    /// @notice Live and not past its expiry.
    function isLive(bytes16 handle) external view returns (bool);

    /// @notice What the gate of a release asks of a consent, in one call: `live` as in {isLive}, and who granted it.
    function releaseOf(bytes16 handle) external view returns (bool live, uint32 institution);

    /// @notice The handle a grant will have: `keccak256(abi.encode(keccak256("MedNexus consent v1"), D, …))[0..16]`.
    function handleOf(uint32 institution, bytes32 commitment, address capability, uint16 expiry)
        external
        view
        returns (bytes16);
}
