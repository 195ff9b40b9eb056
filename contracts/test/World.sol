// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CaseIndex} from '../src/CaseIndex.sol';
import {Cases} from '../src/Cases.sol';
import {Consents} from '../src/Consents.sol';
import {GasTank} from '../src/GasTank.sol';
import {Institutions} from '../src/Institutions.sol';
import {Application, MemberSet} from '../src/interfaces/IInstitutions.sol';
import {IAgreements, IRulePacks} from '../src/interfaces/IRegisters.sol';
import {Membership, Scope} from '../src/libraries/Members.sol';
import {Base} from './Base.sol';
import {Tree} from './Tree.sol';

/// @notice A deployment with four institutions, each with three officers and one member a purpose.
/// 1 and 4 are in one country, 2 and 3 in others; 1 to 3 are founders.
abstract contract World is Base {
    uint256 internal constant NOW = 1_793_000_000;
    uint64 internal constant YEAR_LATER = uint64(NOW + 365 days);
    uint32 internal constant DAY = 86_400;
    uint32 internal constant ASKS_PER_DAY = 3;
    uint128 internal constant TOP_UP = 0.01 ether;
    uint32 internal constant TOP_UPS_PER_DAY = 2;
    bytes32 internal constant SALT = keccak256('a deployment for tests');
    uint256 internal constant LEAVES = 64;

    address internal council = vm.addr(0xc0);
    Institutions internal institutions;
    Consents internal consents;
    CaseIndex internal index;
    Cases internal cases;
    GasTank internal tank;
    bytes32 internal D;
    /// @dev Made once: trees are slow, and tests ask for proofs all the time.
    mapping(uint32 institution => mapping(uint16 scopes => Membership)) private memberships;

    function setUp() public virtual {
        vm.warp(NOW);
        institutions = new Institutions(DAY, SALT, council);
        D = institutions.deployment();
        consents = new Consents(institutions);
        index = new CaseIndex(institutions);
        cases = new Cases(institutions, consents, agreements(), rulePacks(), ASKS_PER_DAY);
        tank = new GasTank(institutions, TOP_UP, TOP_UPS_PER_DAY);
        bytes2[4] memory countries = [bytes2('US'), 'IS', 'IN', 'US'];
        for (uint32 id = 1; id <= 4; id++) {
            found(countries[id - 1], id < 4);
            enrol(id);
        }
    }

    function agreements() internal virtual returns (IAgreements) {
        return IAgreements(address(0));
    }

    function rulePacks() internal virtual returns (IRulePacks) {
        return IRulePacks(address(0));
    }

    // People

    function officerKey(uint32 institution, uint256 number) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode('officer', institution, number)));
    }

    function officers(uint32 institution) internal pure returns (address[] memory list) {
        list = new address[](3);
        for (uint256 i = 0; i < 3; i++) {
            list[i] = vm.addr(officerKey(institution, i));
        }
    }

    /// @notice The key of the member who holds the one leaf with these scopes.
    function memberKey(uint32 institution, uint16 scopes) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode('member', institution, scopes)));
    }

    function member(uint32 institution, uint16 scopes) internal pure returns (address) {
        return vm.addr(memberKey(institution, scopes));
    }

    function purposes() internal pure returns (uint16[6] memory) {
        return [Scope.MATCH, Scope.PUBLISH, Scope.PUBLISH | Scope.STEWARD, Scope.CONSENT, Scope.ASK, Scope.RECORD];
    }

    // Institutions

    function application(bytes2 country) internal view returns (Application memory) {
        return Application('A hospital', country, '012345678', officers(institutions.count() + 1), 2, YEAR_LATER);
    }

    function found(bytes2 country, bool founder) internal returns (uint32) {
        Application memory it = application(country);
        vm.prank(council);
        return institutions.verify(it, founder);
    }

    function enrol(uint32 institution) internal {
        (, bytes32 previous,,) = institutions.lastDigests(institution);
        uint32 generation = institutions.standing(institution).membersGeneration + 1;
        bytes32[] memory all = leaves(institution);
        MemberSet memory set = MemberSet(institution, generation, Tree.root(all), previous, YEAR_LATER);
        institutions.changeMembers(set, signature(officerKey(institution, 0), memberSetDigest(set)));
        for (uint256 i = 0; i < purposes().length; i++) {
            uint16 scopes = purposes()[i];
            bytes32 salt = keccak256(abi.encode('salt', institution, scopes));
            memberships[institution][scopes] = Membership(institution, scopes, YEAR_LATER, salt, Tree.proof(all, i));
        }
    }

    function memberSetDigest(MemberSet memory set) internal view returns (bytes32) {
        bytes32 kind =
            keccak256('MemberSet(uint32 institution,uint32 generation,bytes32 root,bytes32 previous,uint64 notAfter)');
        return typed(
            address(institutions),
            D,
            keccak256(abi.encode(kind, set.institution, set.generation, set.root, set.previous, set.notAfter))
        );
    }

    // Membership

    function leaves(uint32 institution) internal view returns (bytes32[] memory list) {
        list = new bytes32[](LEAVES);
        for (uint256 i = 0; i < LEAVES; i++) {
            list[i] = keccak256(abi.encode('padding', institution, i));
        }
        uint16[6] memory all = purposes();
        for (uint256 i = 0; i < all.length; i++) {
            list[i] = leaf(institution, all[i]);
        }
    }

    function leaf(uint32 institution, uint16 scopes) internal view returns (bytes32) {
        bytes32 salt = keccak256(abi.encode('salt', institution, scopes));
        return keccak256(
            bytes.concat(keccak256(abi.encode(D, institution, member(institution, scopes), scopes, YEAR_LATER, salt)))
        );
    }

    /// @notice What the member with exactly these scopes shows.
    function shown(uint32 institution, uint16 scopes) internal view returns (Membership memory) {
        return memberships[institution][scopes];
    }
}
