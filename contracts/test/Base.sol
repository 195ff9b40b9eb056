// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The part of the test machine's interface that our tests use.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function addr(uint256 key) external pure returns (address);
    function assume(bool condition) external pure;
    function chainId(uint256 id) external;
    function deal(address who, uint256 balance) external;
    function etch(address target, bytes calldata code) external;
    function expectEmit() external;
    function expectRevert() external;
    function expectRevert(bytes calldata data) external;
    function expectRevert(bytes4 selector) external;
    function expectPartialRevert(bytes4 selector) external;
    function getCode(string calldata artifact) external view returns (bytes memory);
    function getRecordedLogs() external returns (Log[] memory);
    function mockCall(address target, bytes calldata data, bytes calldata answer) external;
    function prank(address sender) external;
    function recordLogs() external;
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function warp(uint256 time) external;
}

/// @notice Assertions that say both values when they fail.
abstract contract Base {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256('hevm cheat code')))));

    error NotEqual(uint256 wanted, uint256 got);
    error NotEqualWord(bytes32 wanted, bytes32 got);
    error NotTrue(string what);

    function eq(uint256 got, uint256 wanted) internal pure {
        if (got != wanted) revert NotEqual(wanted, got);
    }

    function eq(bytes32 got, bytes32 wanted) internal pure {
        if (got != wanted) revert NotEqualWord(wanted, got);
    }

    function eq(address got, address wanted) internal pure {
        eq(uint256(uint160(got)), uint256(uint160(wanted)));
    }

    function yes(bool condition, string memory what) internal pure {
        if (!condition) revert NotTrue(what);
    }

    /// @notice A value from `least` to `most`, whatever the fuzzer gave.
    function bound(uint256 given, uint256 least, uint256 most) internal pure returns (uint256) {
        return least + (given % (most - least + 1));
    }

    function signature(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @notice EIP-712 digest in the domain of section 1 of the protocol, written out a second time.
    function typed(address verifying, bytes32 deployment, bytes32 structHash) internal view returns (bytes32) {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256(
                    'EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)'
                ),
                keccak256('MedNexus'),
                keccak256('1'),
                block.chainid,
                verifying,
                deployment
            )
        );
        return keccak256(abi.encodePacked(hex'1901', separator, structHash));
    }

    /// @notice Runs a constructor as if its contract stood at `target`.
    function deployTo(address target, string memory artifact, bytes memory arguments) internal {
        vm.etch(target, abi.encodePacked(vm.getCode(artifact), arguments));
        (bool done, bytes memory runtime) = target.call('');
        yes(done, 'constructor runs');
        vm.etch(target, runtime);
    }
}
