// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Enrolled} from './Enrolled.sol';
import {Head, ICaseIndex} from './interfaces/ICaseIndex.sol';
import {IInstitutions} from './interfaces/IInstitutions.sol';
import {Membership, Scope} from './libraries/Members.sol';

/// @title CaseIndex
/// @notice See {ICaseIndex}.
contract CaseIndex is ICaseIndex, Enrolled {
    uint8 private constant LAST_AUDIENCE = 3;
    uint8 private constant FEED = 255;
    uint256 private constant MOST_HEADS = 256;

    mapping(uint32 institution => mapping(uint8 class => Head)) private stored;

    /// @param institutions_ the registry, whose deployment this contract joins
    constructor(IInstitutions institutions_) Enrolled(institutions_) {}

    /// @inheritdoc ICaseIndex
    function publish(uint8 class, bytes32 previousRoot, bytes32 root, uint32 epoch, Membership calldata shown)
        external
    {
        if (class > LAST_AUDIENCE && class != FEED) revert BadClass(class);
        if (root == 0 || root == previousRoot) revert BadRoot(root);
        Head storage last = stored[shown.institution][class];
        if (previousRoot != last.root) revert Stale(last.root);
        bool opens = epoch == last.epoch + 1;
        if (!opens && (epoch != last.epoch || epoch == 0)) revert BadEpoch(last.epoch, epoch);
        uint16 needed = Scope.PUBLISH | (opens || class == FEED ? Scope.STEWARD : 0);
        requireMember(msg.sender, needed, shown);

        uint32 release = last.release + 1;
        uint32 first = opens ? release : last.first;
        stored[shown.institution][class] = Head(root, epoch, first, release, uint64(block.timestamp));
        emit Published(shown.institution, class, root, epoch, first, release);
    }

    /// @inheritdoc ICaseIndex
    function head(uint32 institution, uint8 class) external view returns (Head memory) {
        return stored[institution][class];
    }

    /// @inheritdoc ICaseIndex
    function heads(uint8 class, uint32 from, uint32 number) external view returns (Head[] memory list) {
        if (number > MOST_HEADS) revert TooMany(number, MOST_HEADS);
        list = new Head[](number);
        for (uint32 i = 0; i < number; i++) {
            list[i] = stored[from + i][class];
        }
    }
}
