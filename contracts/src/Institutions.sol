// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from '@openzeppelin/contracts/utils/cryptography/ECDSA.sol';
import {SafeCast} from '@openzeppelin/contracts/utils/math/SafeCast.sol';
import {Deployed} from './Deployed.sol';
import {
    Application,
    ExchangeFile,
    IInstitutions,
    Key,
    KeyAnnouncement,
    MemberSet,
    Officers,
    Standing,
    Status
} from './interfaces/IInstitutions.sol';
import {Statements} from './libraries/Statements.sol';

/// @title Institutions
/// @notice See {IInstitutions}.
contract Institutions is IInstitutions, Deployed {
    using SafeCast for uint256;
    using Statements for *;

    struct Exchange {
        bytes32 digest;
        uint32 sequence;
    }

    struct Listing {
        string name;
        string ror;
    }

    uint256 private constant LONGEST_NAME = 96;
    uint256 private constant ROR_LENGTH = 9;
    uint256 private constant MOST_OFFICERS = 8;
    uint8 private constant LAST_KIND = 4;

    /// @inheritdoc IInstitutions
    uint32 public immutable day;
    /// @inheritdoc IInstitutions
    bytes32 public immutable salt;
    /// @inheritdoc IInstitutions
    address public authority;
    /// @inheritdoc IInstitutions
    bool public foundingOpen = true;
    /// @inheritdoc IInstitutions
    uint32 public count;

    mapping(uint32 institution => Standing) private standings;
    mapping(uint32 institution => Listing) private listings;
    mapping(uint32 institution => mapping(uint32 generation => mapping(address officer => bool))) private officers;
    mapping(uint32 institution => bytes32 digest) private officersDigest;
    mapping(uint32 institution => bytes32 digest) private membersDigest;
    mapping(uint32 institution => Exchange) private exchanges;
    mapping(uint32 institution => mapping(uint8 kind => Key)) private keys;

    modifier onlyAuthority() {
        if (msg.sender != authority) revert NotAuthority(msg.sender);
        _;
    }

    /// @param day_ seconds a network day lasts: 86,400 live
    /// @param salt_ 32 random bytes, fresh for every deployment
    /// @param council who runs the founding ceremony
    constructor(uint32 day_, bytes32 salt_, address council)
        Deployed(keccak256(abi.encode(keccak256('MedNexus deployment v1'), block.chainid, address(this), salt_)))
    {
        if (day_ == 0) revert BadTime(day_, block.timestamp);
        day = day_;
        salt = salt_;
        authority = council;
    }

    // The authority

    /// @inheritdoc IInstitutions
    function verify(Application calldata application, bool founder)
        external
        onlyAuthority
        returns (uint32 institution)
    {
        if (founder && !foundingOpen) revert FoundingIsClosed();
        uint256 length = bytes(application.name).length;
        if (length == 0 || length > LONGEST_NAME) revert BadName(length);
        length = bytes(application.ror).length;
        if (length != 0 && length != ROR_LENGTH) revert BadRor(length);
        if (!isCountry(application.country)) revert BadCountry(application.country);
        if (application.until <= block.timestamp) revert BadTime(application.until, block.timestamp);

        institution = ++count;
        Standing storage it = standings[institution];
        it.status = Status.Active;
        it.country = application.country;
        it.founder = founder;
        it.verifiedAt = block.timestamp.toUint48();
        it.until = uint256(application.until).toUint48();
        listings[institution] = Listing(application.name, application.ror);
        emit Verified(institution, application.country, founder, application.name, application.ror, application.until);

        Officers memory first =
            Officers(institution, 1, application.officers, application.threshold, 0, uint64(block.timestamp));
        install(first, digestOf(first.hash()), new bytes[](0));
    }

    /// @inheritdoc IInstitutions
    function closeFounding(address next) external onlyAuthority {
        if (!foundingOpen) revert FoundingIsClosed();
        foundingOpen = false;
        authority = next;
        emit FoundingClosed(next);
    }

    /// @inheritdoc IInstitutions
    function setStatus(uint32 institution, Status status) external onlyAuthority {
        Status current = standings[institution].status;
        bool leads = current == Status.Active || current == Status.Suspended;
        if (!leads || status == Status.None || status == current) revert BadStatus(institution, current, status);
        standings[institution].status = status;
        emit StatusChanged(institution, status);
    }

    /// @inheritdoc IInstitutions
    function renew(uint32 institution, uint64 until) external onlyAuthority {
        Status current = standings[institution].status;
        if (current == Status.None || current == Status.Revoked) {
            revert BadStatus(institution, current, Status.Active);
        }
        if (until <= block.timestamp) revert BadTime(until, block.timestamp);
        standings[institution].until = uint256(until).toUint48();
        emit Renewed(institution, until);
    }

    // Officers

    /// @inheritdoc IInstitutions
    function changeOfficers(Officers calldata statement, bytes[] calldata signatures) external {
        Standing storage it = standingOf(statement.institution);
        follows(it.officersGeneration, statement.generation);
        follows(officersDigest[statement.institution], statement.previous);
        if (statement.effectiveAt > block.timestamp) revert BadTime(statement.effectiveAt, block.timestamp);
        if (signatures.length != it.threshold) revert WrongCount(it.threshold, signatures.length);

        bytes32 digest = digestOf(statement.hash());
        address last;
        for (uint256 i = 0; i < signatures.length; i++) {
            address signer = officerWhoSigned(statement.institution, digest, signatures[i]);
            if (signer <= last) revert SignersNotAscending(last, signer);
            last = signer;
        }
        install(statement, digest, signatures);
    }

    /// @inheritdoc IInstitutions
    function changeMembers(MemberSet calldata statement, bytes calldata signature) external {
        Standing storage it = standingOf(statement.institution);
        follows(it.membersGeneration, statement.generation);
        follows(membersDigest[statement.institution], statement.previous);
        if (statement.notAfter <= block.timestamp) revert BadTime(statement.notAfter, block.timestamp);
        if (statement.root == 0) revert ZeroCommitment();

        bytes32 digest = digestOf(statement.hash());
        address officer = officerWhoSigned(statement.institution, digest, signature);
        it.membersGeneration = statement.generation;
        it.membersUntil = uint256(statement.notAfter).toUint48();
        it.membersRoot = statement.root;
        membersDigest[statement.institution] = digest;
        emit MembersChanged(
            statement.institution,
            statement.generation,
            statement.root,
            statement.previous,
            statement.notAfter,
            digest,
            officer,
            signature
        );
    }

    /// @inheritdoc IInstitutions
    function announceKey(KeyAnnouncement calldata statement, bytes32 root, bytes calldata signature) external {
        if (statement.kind == 0 || statement.kind > LAST_KIND) revert BadKind(statement.kind);
        standingOf(statement.institution);
        Key storage key = keys[statement.institution][statement.kind];
        follows(key.generation, statement.generation);
        follows(key.digest, statement.previous);
        if (statement.notAfter <= statement.notBefore) revert BadTime(statement.notAfter, statement.notBefore);
        if (statement.key == 0) revert ZeroCommitment();

        bytes32 digest = digestOf(statement.hash());
        address officer = officerWhoSigned(statement.institution, digest, signature);
        keys[statement.institution][statement.kind] =
            Key(statement.key, digest, statement.generation, statement.notBefore, statement.notAfter);
        emit KeyAnnounced(
            statement.institution,
            statement.kind,
            statement.generation,
            statement.key,
            root,
            statement.previous,
            statement.notBefore,
            statement.notAfter,
            digest,
            officer,
            signature
        );
    }

    /// @inheritdoc IInstitutions
    function announceExchange(ExchangeFile calldata statement, bytes calldata signature) external {
        standingOf(statement.institution);
        Exchange storage exchange = exchanges[statement.institution];
        follows(exchange.sequence, statement.sequence);
        follows(exchange.digest, statement.previous);
        if (statement.file == 0 || statement.root == 0) revert ZeroCommitment();

        bytes32 digest = digestOf(statement.hash());
        address officer = officerWhoSigned(statement.institution, digest, signature);
        exchanges[statement.institution] = Exchange(digest, statement.sequence);
        emit ExchangeAnnounced(
            statement.institution,
            statement.sequence,
            statement.file,
            statement.root,
            statement.length,
            statement.previous,
            digest,
            officer,
            signature
        );
    }

    // Views

    /// @inheritdoc IInstitutions
    function standing(uint32 institution) external view returns (Standing memory) {
        return standings[institution];
    }

    /// @inheritdoc IInstitutions
    function nameOf(uint32 institution) external view returns (string memory name, string memory ror) {
        Listing storage listing = listings[institution];
        return (listing.name, listing.ror);
    }

    /// @inheritdoc IInstitutions
    function isActive(uint32 institution) public view returns (bool) {
        Standing storage it = standings[institution];
        return it.status == Status.Active && block.timestamp < it.until;
    }

    /// @inheritdoc IInstitutions
    function placeOf(uint32 institution) external view returns (bool active, bytes2 country) {
        return (isActive(institution), standings[institution].country);
    }

    /// @inheritdoc IInstitutions
    function membersOf(uint32 institution) external view returns (bool active, uint64 until, bytes32 root) {
        Standing storage it = standings[institution];
        return (isActive(institution), it.membersUntil, it.membersRoot);
    }

    /// @inheritdoc IInstitutions
    function isOfficer(uint32 institution, address officer) public view returns (bool) {
        return officers[institution][standings[institution].officersGeneration][officer];
    }

    /// @inheritdoc IInstitutions
    function keyOf(uint32 institution, uint8 kind) external view returns (Key memory) {
        return keys[institution][kind];
    }

    /// @inheritdoc IInstitutions
    function lastDigests(uint32 institution) external view returns (bytes32, bytes32, bytes32, uint32) {
        Exchange storage exchange = exchanges[institution];
        return (officersDigest[institution], membersDigest[institution], exchange.digest, exchange.sequence);
    }

    // Internals

    /// @dev Installs a set whose signatures were checked. At most `MOST_OFFICERS` rounds.
    function install(Officers memory statement, bytes32 digest, bytes[] memory signatures) private {
        uint256 given = statement.officers.length;
        if (given > MOST_OFFICERS || statement.threshold < 2 || statement.threshold > given) {
            revert BadOfficers(given, statement.threshold);
        }
        mapping(address => bool) storage next = officers[statement.institution][statement.generation];
        for (uint256 i = 0; i < given; i++) {
            address officer = statement.officers[i];
            if (officer == address(0) || next[officer]) revert SameOfficer(officer);
            next[officer] = true;
        }
        Standing storage it = standings[statement.institution];
        it.officersGeneration = statement.generation;
        it.threshold = statement.threshold;
        officersDigest[statement.institution] = digest;
        emit OfficersChanged(
            statement.institution,
            statement.generation,
            statement.officers,
            statement.threshold,
            statement.previous,
            statement.effectiveAt,
            digest,
            signatures
        );
    }

    function standingOf(uint32 institution) private view returns (Standing storage) {
        if (!isActive(institution)) revert NotActive(institution);
        return standings[institution];
    }

    function officerWhoSigned(uint32 institution, bytes32 digest, bytes calldata signature)
        private
        view
        returns (address signer)
    {
        signer = ECDSA.recoverCalldata(digest, signature);
        if (!isOfficer(institution, signer)) revert NotOfficer(institution, signer);
    }

    function follows(uint32 last, uint32 given) private pure {
        if (given != last + 1) revert OutOfSequence(last + 1, given);
    }

    function follows(bytes32 last, bytes32 given) private pure {
        if (given != last) revert WrongPrevious(last, given);
    }

    function isCountry(bytes2 country) private pure returns (bool) {
        return isCapital(country[0]) && isCapital(country[1]);
    }

    function isCapital(bytes1 letter) private pure returns (bool) {
        return letter >= 'A' && letter <= 'Z';
    }
}
