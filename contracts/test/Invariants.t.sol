// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Head} from '../src/interfaces/ICaseIndex.sol';
import {Consent, ConsentState, Narrow} from '../src/interfaces/IConsents.sol';
import {Membership, Scope} from '../src/libraries/Members.sol';
import {AskWorld} from './AskWorld.sol';

/// @notice Grants, narrows and revokes at random, and remembers what each handle once was.
contract ConsentsHandler is AskWorld {
    bytes16[] public handles;
    mapping(bytes16 handle => uint16) public firstExpiry;
    mapping(bytes16 handle => bool) public ended;

    constructor() {
        setUp();
    }

    function grant(uint8 institution, bytes32 commitment, uint16 expiry) external {
        uint32 id = uint32(bound(institution, 1, 4));
        expiry = uint16(bound(expiry, block.timestamp / 91 days + 1, (block.timestamp + 365 days) / 91 days));
        bytes16 handle = consents.handleOf(id, commitment, vm.addr(CAPABILITY), expiry);
        if (firstExpiry[handle] != 0) return;
        Membership memory proof = shown(id, Scope.CONSENT);
        vm.prank(member(id, Scope.CONSENT));
        consents.grant(commitment, vm.addr(CAPABILITY), expiry, proof);
        handles.push(handle);
        firstExpiry[handle] = expiry;
    }

    function narrow(uint256 which, uint16 expiry, bytes32 commitment) external {
        if (handles.length == 0) return;
        bytes16 handle = handles[which % handles.length];
        if (ended[handle]) return;
        Consent memory now_ = consents.consentOf(handle);
        Narrow memory it = Narrow(
            handle, now_.sequence + 1, commitment, uint16(bound(expiry, 0, now_.expiry)), uint64(block.timestamp)
        );
        bytes32 kind =
            keccak256('Narrow(bytes16 handle,uint32 sequence,bytes32 commitment,uint16 expiry,uint64 deadline)');
        consents.narrow(
            it, signature(CAPABILITY, typed(address(consents), D, keccak256(abi.encodePacked(kind, abi.encode(it)))))
        );
    }

    function revoke(uint256 which) external {
        if (handles.length == 0) return;
        bytes16 handle = handles[which % handles.length];
        bytes32 structHash = keccak256(abi.encode(keccak256('Revoke(bytes16 handle)'), handle));
        consents.revoke(handle, signature(CAPABILITY, typed(address(consents), D, structHash)));
        ended[handle] = true;
    }

    function check() external view {
        for (uint256 i = 0; i < handles.length; i++) {
            bytes16 handle = handles[i];
            Consent memory it = consents.consentOf(handle);
            eq(uint8(it.state), uint8(ended[handle] ? ConsentState.Revoked : ConsentState.Live));
            yes(it.expiry <= firstExpiry[handle], 'no consent lasts longer than it was given for');
            yes(!(ended[handle] && consents.isLive(handle)), 'nothing revoked lives');
        }
    }
}

/// @notice Publishes with roots that are current, stale or wrong.
contract CaseIndexHandler is AskWorld {
    uint256 private nonce;
    uint32 public releases;
    uint32 public epochs;
    bytes32 public last;
    bytes32 private before;
    bool public staleGotThrough;

    constructor() {
        setUp();
    }

    function publish(bool opens) external {
        Membership memory proof = shown(1, Scope.PUBLISH | Scope.STEWARD);
        if (epochs == 0) opens = true;
        bytes32 root = keccak256(abi.encode(++nonce));
        vm.prank(member(1, Scope.PUBLISH | Scope.STEWARD));
        index.publish(0, last, root, opens ? ++epochs : epochs, proof);
        releases++;
        (before, last) = (last, root);
    }

    function publishStale(bytes32 wrong) external {
        if (epochs == 0) return;
        bytes32 read = nonce % 2 == 0 ? before : wrong;
        if (read == last) return;
        Membership memory proof = shown(1, Scope.PUBLISH);
        vm.prank(member(1, Scope.PUBLISH));
        try index.publish(0, read, keccak256(abi.encode(++nonce)), epochs, proof) {
            staleGotThrough = true;
        } catch {}
    }

    function check() external view {
        Head memory head = index.head(1, 0);
        eq(head.root, last);
        eq(head.release, releases);
        eq(head.epoch, epochs);
        yes(head.first <= head.release, 'an epoch opens with one of its releases');
        yes(!staleGotThrough, 'compare and set');
    }
}

/// @notice Fills and empties a tank at random.
contract GasTankHandler is AskWorld {
    uint256 public given;
    uint256 public spent;
    uint64 private day;
    uint256 private today;
    uint256 public most;

    constructor() {
        setUp();
    }

    function deposit(uint64 amount) external {
        uint256 value = bound(amount, 1, 1 ether);
        vm.deal(address(this), value);
        tank.deposit{value: value}(1);
        given += value;
    }

    function topUp(uint8 which, bool emptied) external {
        uint16[6] memory all = purposes();
        uint16 scopes = all[which % all.length];
        address payable who = payable(member(1, scopes));
        if (emptied) vm.deal(who, 0);
        uint256 had = who.balance;
        Membership memory proof = shown(1, scopes);
        try tank.topUp(who, proof) {
            eq(who.balance - had, TOP_UP);
            spent += TOP_UP;
            uint64 now_ = uint64(block.timestamp / DAY);
            today = now_ == day ? today + 1 : 1;
            day = now_;
            if (today > most) most = today;
        } catch {}
    }

    function sleep(uint16 time) external {
        vm.warp(block.timestamp + time);
    }

    function check() external view {
        eq(tank.balanceOf(1), given - spent);
        eq(address(tank).balance, given - spent);
        yes(most <= TOP_UPS_PER_DAY, 'the day is capped');
    }
}

/// @notice What holds after any history of calls.
abstract contract Invariant {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    address internal handler;
    bytes4[] internal calls;

    /// @dev What the test machine may call, and nothing else of the handler.
    function targetSelectors() public view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0] = FuzzSelector(handler, calls);
    }

    function targetContracts() public view returns (address[] memory list) {
        list = new address[](1);
        list[0] = handler;
    }
}

contract ConsentsInvariantTest is Invariant {
    function setUp() public {
        handler = address(new ConsentsHandler());
        calls = [ConsentsHandler.grant.selector, ConsentsHandler.narrow.selector, ConsentsHandler.revoke.selector];
    }

    function invariant_revokedIsFinalAndNothingWidens() public view {
        ConsentsHandler(handler).check();
    }
}

contract CaseIndexInvariantTest is Invariant {
    function setUp() public {
        handler = address(new CaseIndexHandler());
        calls = [CaseIndexHandler.publish.selector, CaseIndexHandler.publishStale.selector];
    }

    function invariant_headsMoveByOneAndOnlyFromTheCurrentRoot() public view {
        CaseIndexHandler(handler).check();
    }
}

contract GasTankInvariantTest is Invariant {
    function setUp() public {
        handler = address(new GasTankHandler());
        calls = [GasTankHandler.deposit.selector, GasTankHandler.topUp.selector, GasTankHandler.sleep.selector];
    }

    function invariant_tankHoldsWhatWasGivenLessWhatWasSent() public view {
        GasTankHandler(handler).check();
    }
}
