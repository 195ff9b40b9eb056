// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Enrolled} from './Enrolled.sol';
import {IGasTank} from './interfaces/IGasTank.sol';
import {IInstitutions} from './interfaces/IInstitutions.sol';
import {Membership} from './libraries/Members.sol';

/// @title GasTank
/// @notice See {IGasTank}.
contract GasTank is IGasTank, Enrolled {
    struct Tank {
        uint128 left;
        uint64 day;
        uint32 topUps;
    }

    /// @inheritdoc IGasTank
    uint256 public immutable amount;
    /// @inheritdoc IGasTank
    uint32 public immutable topUpsPerDay;
    uint32 private immutable day;

    mapping(uint32 institution => Tank) private tanks;
    /// @dev The network day of the last top-up, counted from 1 so that zero means never.
    mapping(address member => uint64 day) private lastTopUp;

    /// @param institutions_ the registry, whose deployment this contract joins
    /// @param amount_ wei of every top-up
    /// @param topUpsPerDay_ how many top-ups an institution pays in a network day
    constructor(IInstitutions institutions_, uint128 amount_, uint32 topUpsPerDay_) Enrolled(institutions_) {
        amount = amount_;
        topUpsPerDay = topUpsPerDay_;
        day = institutions_.day();
    }

    /// @inheritdoc IGasTank
    function deposit(uint32 institution) external payable {
        if (institution == 0 || institution > institutions.count()) revert UnknownInstitution(institution);
        if (msg.value == 0) revert NothingDeposited();
        // There is less than 2^128 wei in the world.
        tanks[institution].left += uint128(msg.value);
        emit Deposited(institution, msg.sender, msg.value);
    }

    /// @inheritdoc IGasTank
    function topUp(address payable member, Membership calldata shown) external {
        requireMember(member, 0, shown);
        uint64 today = uint64(block.timestamp / day) + 1;
        Tank memory tank = tanks[shown.institution];
        if (tank.day != today) (tank.day, tank.topUps) = (today, 0);
        if (tank.topUps >= topUpsPerDay) revert DayLimit(shown.institution, topUpsPerDay);
        if (lastTopUp[member] == today) revert AlreadyToday(member);
        if (member.balance >= amount / 2) revert HasEnough(member, member.balance);
        if (tank.left < amount) revert TankEmpty(shown.institution, tank.left);

        tank.left -= uint128(amount);
        tank.topUps += 1;
        tanks[shown.institution] = tank;
        lastTopUp[member] = today;
        emit ToppedUp(shown.institution, member);
        (bool received,) = member.call{value: amount}('');
        if (!received) revert NotReceived(member);
    }

    /// @inheritdoc IGasTank
    function balanceOf(uint32 institution) external view returns (uint256) {
        return tanks[institution].left;
    }
}
