// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Which cross-border agreements are in force.
interface IAgreements {
    /// @notice In force now, and binding both institutions.
    function isActive(bytes32 agreement, uint32 owner, uint32 reader) external view returns (bool);
}

/// @notice Which rule packs are in force.
interface IRulePacks {
    /// @notice Adopted, reviewed, and not past its review date.
    function isActive(bytes32 rulePack) external view returns (bool);
}
