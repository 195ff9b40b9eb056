// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Membership} from '../libraries/Members.sol';

/// @notice The newest segment of an (institution, class).
/// @param root 0G Storage root of the segment; zero when nothing was ever published
/// @param epoch counter of class keys, 0 before the first publication, which opens epoch 1
/// @param first the release that opened the epoch
/// @param release counter of publications
/// @param time block time of the publication
struct Head {
    bytes32 root;
    uint32 epoch;
    uint32 first;
    uint32 release;
    uint64 time;
}

/// @title CaseIndex
/// @notice Where every institution's encrypted segments begin (protocol 5.4). Compare and set: of two publishers at
/// once one must look again and merge. No counts, no lengths.
/// @dev Classes 0 to 3 are audience classes, 255 is the member feed.
interface ICaseIndex {
    event Published(
        uint32 indexed institution, uint8 indexed class, bytes32 root, uint32 epoch, uint32 first, uint32 release
    );

    /// @dev `current` is the stored root: fetch it, merge, publish after it. When it is the root that was being
    /// published, an earlier transaction already did it.
    error Stale(bytes32 current);
    error BadClass(uint8 class);
    error BadRoot(bytes32 root);
    error BadEpoch(uint32 current, uint32 given);
    error TooMany(uint256 asked, uint256 most);

    /// @notice Moves the head. A member with scope `publish` may write a further release; opening an epoch, and the
    /// member feed, take scope `steward` besides, because only stewards hold the chains the key table needs.
    /// @param previousRoot the root that was read, zero for the first
    /// @param epoch the stored one, or one more to open a new epoch
    /// @param shown of `msg.sender`
    function publish(uint8 class, bytes32 previousRoot, bytes32 root, uint32 epoch, Membership calldata shown) external;

    function head(uint32 institution, uint8 class) external view returns (Head memory);

    /// @notice Heads of one class for the institutions `from` to `from + number - 1`, at most 256 at a time.
    function heads(uint8 class, uint32 from, uint32 number) external view returns (Head[] memory);
}
