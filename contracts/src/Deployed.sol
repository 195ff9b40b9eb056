// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC5267} from '@openzeppelin/contracts/interfaces/IERC5267.sol';
import {MessageHashUtils} from '@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol';

/// @title Deployed
/// @notice The deployment a contract belongs to, and the signature domain that follows from it (protocol 1).
/// @dev The deployment id stands in the domain as its salt: two local networks share chain id and addresses, and a
/// signature made on one must not verify on the other.
abstract contract Deployed is IERC5267 {
    bytes32 private constant DOMAIN =
        keccak256('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)');

    /// @notice Binds chain, registry and a random salt. Every contract of one deployment answers the same.
    bytes32 public immutable deployment;
    bytes32 private immutable separator;

    constructor(bytes32 deployment_) {
        deployment = deployment_;
        separator = keccak256(
            abi.encode(DOMAIN, keccak256('MedNexus'), keccak256('1'), block.chainid, address(this), deployment_)
        );
    }

    /// @inheritdoc IERC5267
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt_,
            uint256[] memory extensions
        )
    {
        return (0x1f, 'MedNexus', '1', block.chainid, address(this), deployment, new uint256[](0));
    }

    function digestOf(bytes32 structHash) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(separator, structHash);
    }
}
