// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Membership} from '../libraries/Members.sol';

/// @title GasTank
/// @notice Lets an institution pay its members' gas. Every top-up is the same amount, so amounts do not tell members or
/// purposes apart; the proof names the institution anyway.
/// @dev A deposit is a gift of gas: it can be spent on members only and is not paid back. Anybody may trigger a top-up.
interface IGasTank {
    event Deposited(uint32 indexed institution, address indexed from, uint256 amount);
    event ToppedUp(uint32 indexed institution, address indexed member);

    error UnknownInstitution(uint32 institution);
    error NothingDeposited();
    error TankEmpty(uint32 institution, uint256 left);
    error DayLimit(uint32 institution, uint32 topUpsPerDay);
    /// @dev An address is topped up at most once a network day.
    error AlreadyToday(address member);
    error HasEnough(address member, uint256 balance);
    error NotReceived(address member);

    /// @notice Fills an institution's tank; anybody may.
    function deposit(uint32 institution) external payable;

    /// @notice Sends `amount` to a member whose balance is below half of it.
    /// @param shown of `member`, any scope
    function topUp(address payable member, Membership calldata shown) external;

    /// @notice What an institution has left, in wei.
    function balanceOf(uint32 institution) external view returns (uint256);

    /// @notice The size of every top-up, in wei.
    function amount() external view returns (uint256);

    /// @notice How many top-ups an institution pays in a network day.
    function topUpsPerDay() external view returns (uint32);
}
