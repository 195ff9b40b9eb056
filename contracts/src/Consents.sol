// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from '@openzeppelin/contracts/utils/cryptography/ECDSA.sol';
import {Enrolled} from './Enrolled.sol';
import {Consent, ConsentState, IConsents, Narrow} from './interfaces/IConsents.sol';
import {IInstitutions} from './interfaces/IInstitutions.sol';
import {Members, Membership, Scope} from './libraries/Members.sol';

/// @title Consents
/// @notice See {IConsents}.
contract Consents is IConsents, Enrolled {
    bytes32 private constant HANDLE = keccak256('MedNexus consent v1');
    bytes32 private constant REVOKE = keccak256('Revoke(bytes16 handle)');
    bytes32 private constant NARROW =
        keccak256('Narrow(bytes16 handle,uint32 sequence,bytes32 commitment,uint16 expiry,uint64 deadline)');

    /// @dev Expiry counts these: a whole quarter's consents share a value, and there is no calendar on chain. Real days
    /// on every network.
    uint256 private constant PERIOD = 91 days;
    uint256 private constant LONGEST = 365 days;

    mapping(bytes16 handle => Consent) private consents;

    /// @param institutions_ the registry, whose deployment this contract joins
    constructor(IInstitutions institutions_) Enrolled(institutions_) {}

    /// @inheritdoc IConsents
    function grant(bytes32 commitment, address capability, uint16 expiry, Membership calldata shown)
        external
        returns (bytes16 handle)
    {
        requireMember(msg.sender, Scope.CONSENT, shown);
        if (capability == address(0)) revert ZeroCapability();
        if (expiry * PERIOD > block.timestamp + LONGEST) {
            revert ExpiryTooFar(expiry, (block.timestamp + LONGEST) / PERIOD);
        }
        if (hasPassed(expiry)) revert ExpiryPassed(expiry);
        handle = handleOf(shown.institution, commitment, capability, expiry);
        if (consents[handle].state != ConsentState.None) revert Taken(handle);

        consents[handle] = Consent(ConsentState.Live, expiry, shown.institution, 0, capability);
        emit Granted(handle, shown.institution, commitment, capability, expiry);
    }

    /// @inheritdoc IConsents
    function revoke(bytes16 handle, bytes calldata signature) external {
        Consent storage consent = granted(handle);
        address signer = ECDSA.recoverCalldata(digestOf(keccak256(abi.encode(REVOKE, handle))), signature);
        if (signer != consent.capability) revert NotCapability(handle, signer);
        end(handle, consent);
    }

    /// @inheritdoc IConsents
    function revokeAsMember(bytes16 handle, Membership calldata shown) external {
        Consent storage consent = granted(handle);
        if (consent.institution != shown.institution) {
            revert OtherInstitution(consent.institution, shown.institution);
        }
        Members.prove(institutions, deployment, msg.sender, Scope.CONSENT, shown);
        end(handle, consent);
    }

    /// @inheritdoc IConsents
    function narrow(Narrow calldata statement, bytes calldata signature) external {
        Consent storage consent = granted(statement.handle);
        if (consent.state != ConsentState.Live) revert NotLive(statement.handle, consent.state);
        if (block.timestamp > statement.deadline) revert Late(statement.deadline);
        if (statement.sequence != consent.sequence + 1) {
            revert OutOfSequence(consent.sequence + 1, statement.sequence);
        }
        if (statement.expiry > consent.expiry) revert Widened(consent.expiry, statement.expiry);
        address signer = ECDSA.recoverCalldata(digestOf(hash(statement)), signature);
        if (signer != consent.capability) revert NotCapability(statement.handle, signer);

        consent.sequence = statement.sequence;
        consent.expiry = statement.expiry;
        emit Narrowed(statement.handle, statement.sequence, statement.commitment, statement.expiry);
    }

    /// @inheritdoc IConsents
    function consentOf(bytes16 handle) external view returns (Consent memory) {
        return consents[handle];
    }

    /// @inheritdoc IConsents
    function isLive(bytes16 handle) public view returns (bool) {
        Consent storage consent = consents[handle];
        return consent.state == ConsentState.Live && !hasPassed(consent.expiry);
    }

    /// @inheritdoc IConsents
    function releaseOf(bytes16 handle) external view returns (bool live, uint32 institution) {
        return (isLive(handle), consents[handle].institution);
    }

    /// @inheritdoc IConsents
    function handleOf(uint32 institution, bytes32 commitment, address capability, uint16 expiry)
        public
        view
        returns (bytes16)
    {
        return bytes16(keccak256(abi.encode(HANDLE, deployment, institution, commitment, capability, expiry)));
    }

    function granted(bytes16 handle) private view returns (Consent storage consent) {
        consent = consents[handle];
        if (consent.state == ConsentState.None) revert NotLive(handle, ConsentState.None);
    }

    function end(bytes16 handle, Consent storage consent) private {
        if (consent.state == ConsentState.Revoked) return;
        consent.state = ConsentState.Revoked;
        emit Revoked(handle);
    }

    function hasPassed(uint16 expiry) private view returns (bool) {
        return expiry * PERIOD <= block.timestamp;
    }

    function hash(Narrow calldata it) private pure returns (bytes32) {
        return keccak256(abi.encode(NARROW, it.handle, it.sequence, it.commitment, it.expiry, it.deadline));
    }
}
