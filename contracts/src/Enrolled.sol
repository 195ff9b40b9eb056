// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Deployed} from './Deployed.sol';
import {IInstitutions} from './interfaces/IInstitutions.sol';
import {Members, Membership} from './libraries/Members.sol';

interface IDeployed {
    function deployment() external view returns (bytes32);
}

/// @title Enrolled
/// @notice A contract whose callers or signers are members of an institution.
abstract contract Enrolled is Deployed {
    IInstitutions public immutable institutions;

    constructor(IInstitutions institutions_) Deployed(IDeployed(address(institutions_)).deployment()) {
        institutions = institutions_;
    }

    function requireMember(address who, uint16 scope, Membership calldata shown) internal view {
        Members.check(institutions, deployment, who, scope, shown);
    }
}
