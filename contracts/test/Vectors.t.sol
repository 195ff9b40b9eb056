// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from '@openzeppelin/contracts/utils/cryptography/ECDSA.sol';
import {Cases} from '../src/Cases.sol';
import {Consents} from '../src/Consents.sol';
import {Institutions} from '../src/Institutions.sol';
import {Answer, Ask} from '../src/interfaces/ICases.sol';
import {Narrow} from '../src/interfaces/IConsents.sol';
import {ExchangeFile, KeyAnnouncement, MemberSet, Officers} from '../src/interfaces/IInstitutions.sol';
import {Members, Membership, Scope} from '../src/libraries/Members.sol';
import {Statements} from '../src/libraries/Statements.sol';
import {Base} from './Base.sol';
import {Registers} from './Answers.t.sol';

/// @notice The protocol's test vectors, sections 1, 3, 4, 7 and 8: values made by two implementations that share no code
/// with these contracts, which must take the same signatures.
contract VectorsTest is Base {
    using Statements for *;

    Institutions private constant INSTITUTIONS = Institutions(0x5FbDB2315678afecb367f032d93F642f64180aa3);
    Consents private constant CONSENTS = Consents(0x1111111111111111111111111111111111111111);
    Cases private constant CASES = Cases(0x3333333333333333333333333333333333333333);
    address private constant REGISTERS = 0x2222222222222222222222222222222222222222;
    bytes32 private constant SALT = 0x22f80c0a73c47701be46d171c75bd5d4e7f415e8dff6346c10c6d7415ddab0fc;
    bytes32 private constant D = 0x56b687560ad4faaf6314e7bdf9e79074246db1ede8a092ce9bd219a791db088b;
    address private constant ALICE = 0x12f22C8AeA2F1D6814Da557d20C8217ebB0a9c0F;
    address private constant BORIS = 0x9675bA984b999c0D3284A974b61A4732a2feC71c;

    bytes32 private constant COMMITMENT = 0xa63c4ceb946786efa01cc71699daef84d016afe05f32ce20319b52078e898261;
    address private constant CAPABILITY = 0x337Ecf8c2B8ea71D2a7F75d7f68597D694E10bb6;
    bytes16 private constant HANDLE = 0x304ec9306c489ddf173684dd728f75c2;
    bytes32 private constant ASK = 0x18a8bd0ae6865eb355749346b29bd0ea7aea8afedfc2cc44525cac8917cf9c11;
    bytes32 private constant REQUEST = 0xcc90103c4e46b7306161a0482e33064c57db4414de836b0f955c1976d8180ba8;

    function setUp() public {
        vm.warp(1_793_000_000);
        deployTo(
            address(INSTITUTIONS), 'Institutions.sol:Institutions', abi.encode(uint32(86_400), SALT, address(this))
        );
        deployTo(address(CONSENTS), 'Consents.sol:Consents', abi.encode(INSTITUTIONS));
        vm.etch(REGISTERS, address(new Registers()).code);
        deployTo(
            address(CASES), 'Cases.sol:Cases', abi.encode(INSTITUTIONS, CONSENTS, REGISTERS, REGISTERS, uint32(10))
        );
    }

    function test_deployment_isTheVectors() public view {
        eq(INSTITUTIONS.deployment(), D);
        eq(CONSENTS.deployment(), D);
        eq(CASES.deployment(), D);
    }

    function test_memberLeafAndProof_areTheVectors() public {
        bytes32 root = 0x2dfcbc0bce346da7ac83d2204bcb9e04a9196d1adfcf024585504826e08dc3f8;
        address signer = 0x18164AFBC18aDD870Cc92C66411970193cCFe52C;
        Membership memory proof = Membership(
            42,
            Scope.PUBLISH,
            1_820_000_000,
            0x281e79c0cfc00467f98d277ad27e0f165a05afc88828bea063a5ea1cd964df81,
            new bytes32[](6)
        );
        proof.proof[0] = 0xce1e5fcc5df33a07960037a69f06c64a6aa4c8d9b6080dac669af5816ba58900;
        proof.proof[1] = 0x3474a78ba851790936c2bac5996a07a720b34e730b341919e23dcfbded6f9b86;
        proof.proof[2] = 0x70b3d512c95a05614430baa234b76dfb210c2bd62c29c8cca6b59fa161fbb85b;
        proof.proof[3] = 0x256792c836f4766fcf06bb6e9888ee4d0a666757b540c91b577cdaf3992c9035;
        proof.proof[4] = 0xebe3d1ff05072818bca129c44e05fd9dbfbc2f9aea8774a5884fde2316258d2c;
        proof.proof[5] = 0xeabbe6caaa8645112528212712421a30c881819aaa37dc2317e2dea4b1502850;
        eq(this.leafOf(signer, proof), bytes32(0xcee72e529932d03513c005a3cf83a06ca98437484df11034edda1f114c452846));
        enrol(42, root);
        this.check(signer, Scope.PUBLISH, proof);
        vm.expectRevert(abi.encodeWithSelector(Members.NotMember.selector, 42, ALICE));
        this.check(ALICE, Scope.PUBLISH, proof);
    }

    function leafOf(address who, Membership calldata proof) external pure returns (bytes32) {
        return Members.leaf(D, who, proof);
    }

    function check(address who, uint16 scope, Membership calldata proof) external view {
        Members.check(INSTITUTIONS, D, who, scope, proof);
    }

    function test_keyAnnouncement_isTheVectors() public view {
        KeyAnnouncement memory it = KeyAnnouncement(
            42,
            1,
            5,
            0xb7b4b29b62ce7cf6020fe341e96acf34f9705ab68355a0130b2efd3ac3391594,
            0x18a14b666784cd57b9c7b11e60f5f72cd0c1c473a330ecd061ad485bd79272d9,
            1_793_000_000,
            1_794_209_600
        );
        signedByAlice(
            it.hash(),
            0x950351708a57af51596ff54affc565125ee5063bf304ed85db890a50416911ed,
            hex'd4d2861dab748ad4382fc5ca3dd3b6ac189abdfc547b7155a163cf69e22318392af8f21effbff633a66eb2dba71463a17c64748222128cfe49c3fcdc48558c571b'
        );
    }

    function test_memberSet_isTheVectors() public view {
        MemberSet memory it = MemberSet(
            42,
            9,
            0x2dfcbc0bce346da7ac83d2204bcb9e04a9196d1adfcf024585504826e08dc3f8,
            0x7cbc5f4bae9b74d54ce8d9db7b13d3c5987f65fd2b9bf79eab04a2b871d3a119,
            1_800_000_000
        );
        signedByAlice(
            it.hash(),
            0xf0923ec589fd765e3287dc3551cc4d766ad7e32014622dc9051ab9770c8947ff,
            hex'fcdeffa209f1e8e5811555d48e93766123f58c30d3d6eb373d4b187ae7cd422e04caac19993761e551fa80ff756377d15cc8a4a59124a6c3b72f860d3ea144501b'
        );
    }

    function test_officers_isTheVectors() public view {
        address[] memory list = new address[](2);
        (list[0], list[1]) = (ALICE, BORIS);
        bytes32 previous = 0x3a12f71c08953b6f3c91c53df5566d8b2a791a22731b378ba848ffab2f5c776e;
        Officers memory it = Officers(42, 2, list, 2, previous, 1_793_000_000);
        signedByAlice(
            it.hash(),
            0x428bea311ac68a883fc7a121f409a6aaf70f512ab59ec018dd99a03dedef1188,
            hex'0dfe5d567720f0abce1eef71e459bd7cbba4ddcd9bf790c63d0fd819467500844db98ce3d9f0725ad9509f5c89af5a7ee43ecb39da9b1bc577197af26bf1082e1c'
        );
    }

    function test_exchangeFile_isTheVectors() public view {
        ExchangeFile memory it = ExchangeFile(
            7,
            2,
            0xd4a9eca97055ad363ee4dbc2667a42c7727d9156f293c069c7832201407e22f9,
            0x5f48dc27c1aaa3477c95d50b4efe921f75f20ce5dbf264f243d97486a5f190bb,
            1174,
            0xeb6b476199db1d7f8fc9d6c58548eeb4d9baa9bfe53f1837c2671ce14b46b8b6
        );
        signedByAlice(
            it.hash(),
            0x15342b81f63b0383485e460ff933d7dd558576546189edbc6c1cf2a5443c2581,
            hex'38ce3f73703c1b34c49b8c3a63a9f126f9f1a4469c8664e24838eaa49f6f8e9a28fc7178adef4db09a0450e3a7856cbb4e57dae5a195fff446924fe89f64ca5d1c'
        );
    }

    function test_consent_takesTheVectorsNarrowingAndRevocation() public {
        eq(CONSENTS.handleOf(42, COMMITMENT, CAPABILITY, 229), HANDLE);
        grant();
        Narrow memory it =
            Narrow(HANDLE, 1, 0x312071452bc1e9f91ae0029fd16fd1dcc761398f470bc8ce8b5c9d712791b1c3, 229, 1_793_100_000);
        CONSENTS.narrow(
            it,
            hex'7e94e6ab9cf9acd266ec2273d113310353a177b81e8125fcbd81dd0d4ffeb29270223d11683824aec59c3abd0716e5fdb9dface487cacc2010156d400b3bded41b'
        );
        CONSENTS.revoke(
            HANDLE,
            hex'8234a7fd94cddfd8cb15d3f760ee379046cafd794ab56b749ed69a1eda47d18b55e7e299b80d2d15bab506fe752639cac24749c4cae562c43d1d38b3666ff68b1c'
        );
        yes(!CONSENTS.isLive(HANDLE), 'revoked');
    }

    function test_ask_takesTheVectorsAskAndAnswer() public {
        grant();
        Ask memory asked = Ask(
            ASK,
            7,
            42,
            1,
            0xb1107ca8f17eda704980cdd2a44ad9e4b97f581d14265c90d1225af1295b9a5a,
            0x99de7163b0b7d9c35974e30dfd66152f0d2dcf26bff40dc9d9a70abeaf1046de,
            1_793_600_000
        );
        Membership memory proof = only(7, BORIS, Scope.ASK);
        CASES.ask(
            asked,
            hex'702c5f7241af24f98c46ff385c31149f2ecc0749dea535370340bbefd69f7fe5123b53b7d74efa54cf1fef9764ddaf1b0a1ee0ac710146af77f50e08859dbca21c',
            proof
        );
        eq(CASES.askDigest(ASK), REQUEST);

        Answer memory it = Answer(
            ASK,
            REQUEST,
            42,
            7,
            1,
            HANDLE,
            0xc63fe7e30604384ef0a58e30d745812126457f1e73389ff0c082be372b01ab2c,
            0xe45e5f97e674ef2d4677b1f72b907e2fb56124834b00bbdf5c5241cfe7681774,
            0xa305d506cd140a873a5b13ea7d8b60f9b01145cd56d6d4ca403fd940dfc163f3,
            0xe3775b2fd1feedd8e721c53f61bcdbd79ffd276ac5eed82308a2bf7e999b7d2b,
            1_793_600_000
        );
        vm.mockCall(
            REGISTERS, abi.encodeWithSignature('isActive(bytes32,uint32,uint32)', it.agreement, 42, 7), abi.encode(true)
        );
        vm.mockCall(REGISTERS, abi.encodeWithSignature('isActive(bytes32)', it.rulePack), abi.encode(true));
        CASES.answer(
            asked,
            it,
            hex'e684d555e500b1de224e87235693a95056bd4b6f669fc0acd471e5eeb0fcea4c6535d6aac4d662f97b170b733f43b5f56959393705d29236dc1f700f6df45ccc1c',
            only(42, ALICE, Scope.ASK)
        );
        eq(CASES.answerDigest(ASK), bytes32(0xabd868b116def47866e85aae53046aabaec8c4aa69c7c713894099e7589097d3));
    }

    function grant() private {
        Membership memory proof = only(42, address(this), Scope.CONSENT);
        eq(CONSENTS.grant(COMMITMENT, CAPABILITY, 229, proof), HANDLE);
    }

    function signedByAlice(bytes32 structHash, bytes32 digest, bytes memory signed) private view {
        eq(typed(address(INSTITUTIONS), D, structHash), digest);
        eq(ECDSA.recover(digest, signed), ALICE);
    }

    /// @dev The vectors' institutions are the 7th and the 42nd: they are put in place without the 41 others.
    function only(uint32 institution, address who, uint16 scopes) private returns (Membership memory proof) {
        proof = Membership(institution, scopes, 1_820_000_000, 0, new bytes32[](0));
        enrol(institution, this.leafOf(who, proof));
    }

    function enrol(uint32 institution, bytes32 root) private {
        mock(abi.encodeCall(INSTITUTIONS.membersOf, (institution)), abi.encode(true, 1_820_000_000, root));
        mock(abi.encodeCall(INSTITUTIONS.isActive, (42)), abi.encode(true));
        mock(abi.encodeCall(INSTITUTIONS.placeOf, (7)), abi.encode(true, bytes2('US')));
        mock(abi.encodeCall(INSTITUTIONS.placeOf, (42)), abi.encode(true, bytes2('IN')));
    }

    function mock(bytes memory call, bytes memory answer) private {
        vm.mockCall(address(INSTITUTIONS), call, answer);
    }
}
