// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Where an institution stands. `Revoked` is final.
enum Status {
    None,
    Active,
    Suspended,
    Revoked
}

/// @notice What the other contracts and every client need to know of an institution, in two storage words.
/// @param status see {Status}
/// @param country ISO 3166-1 alpha-2, upper case: the jurisdiction
/// @param founder verified by the founding ceremony and never voted on
/// @param threshold how many officers must sign a change of officers
/// @param officersGeneration counter of `Officers` statements, the first one written at verification
/// @param membersGeneration counter of `MemberSet` statements, 0 before the first
/// @param verifiedAt block time of the verification: holds count from here
/// @param until end of the verification, Unix seconds
/// @param membersUntil end of the newest member set, Unix seconds
/// @param membersRoot root of the newest member set: the only one that counts
struct Standing {
    Status status;
    bytes2 country;
    bool founder;
    uint8 threshold;
    uint32 officersGeneration;
    uint32 membersGeneration;
    uint48 verifiedAt;
    uint48 until;
    uint48 membersUntil;
    bytes32 membersRoot;
}

/// @notice What an institution is listed with. Public facts about an organisation, none about a person.
/// @param name 1 to 96 bytes of UTF-8
/// @param country ISO 3166-1 alpha-2, upper case
/// @param ror the last nine characters of the ROR id, or empty
/// @param officers 2 to 8 different addresses
/// @param threshold at least 2, at most the number of officers
/// @param until end of the verification, Unix seconds
struct Application {
    string name;
    bytes2 country;
    string ror;
    address[] officers;
    uint8 threshold;
    uint64 until;
}

/// @notice EIP-712 statement: who the officers are (protocol 3).
/// @param previous EIP-712 digest of the last accepted statement, zero for the first
/// @param effectiveAt the statement is refused before this time, so a later change is signed early and sent when due
struct Officers {
    uint32 institution;
    uint32 generation;
    address[] officers;
    uint8 threshold;
    bytes32 previous;
    uint64 effectiveAt;
}

/// @notice EIP-712 statement: the members, as the root of a salted tree (protocol 3).
struct MemberSet {
    uint32 institution;
    uint32 generation;
    bytes32 root;
    bytes32 previous;
    uint64 notAfter;
}

/// @notice EIP-712 statement: a public key by the commitment to its file (protocol 3).
/// @param kind 1 exchange, 2 inbox, 3 record, 4 log
/// @param key keccak-256 of the key file
/// @param previous EIP-712 digest of the last accepted announcement of this kind, zero for the first
struct KeyAnnouncement {
    uint32 institution;
    uint8 kind;
    uint32 generation;
    bytes32 key;
    bytes32 previous;
    uint64 notBefore;
    uint64 notAfter;
}

/// @notice EIP-712 statement: a file of key exchanges with the other institutions (protocol 4.1).
/// @param file keccak-256 of the file
/// @param root 0G Storage root of the file
struct ExchangeFile {
    uint32 institution;
    uint32 sequence;
    bytes32 file;
    bytes32 root;
    uint32 length;
    bytes32 previous;
}

/// @notice The newest key of a kind.
/// @param commitment keccak-256 of the key file
/// @param digest EIP-712 digest of its announcement: `previous` of the next one
struct Key {
    bytes32 commitment;
    bytes32 digest;
    uint32 generation;
    uint64 notBefore;
    uint64 notAfter;
}

/// @title Institutions
/// @notice The roots of trust: which institutions there are, who speaks for them, which keys and members they have.
/// @dev Nothing here can be paused as a whole. There is no list of members: membership is proven at use against
/// `membersRoot`. Statements are signed, so anybody may pay for the transaction that carries one. Whoever relies on a
/// statement finds it whole in its event, with the signature, and can check it without trusting this contract's reader.
interface IInstitutions {
    /// @notice A member of this network begins here: everything about it that never changes.
    event Verified(
        uint32 indexed institution, bytes2 indexed country, bool founder, string name, string ror, uint64 until
    );
    event StatusChanged(uint32 indexed institution, Status status);
    event Renewed(uint32 indexed institution, uint64 until);
    event FoundingClosed(address authority);

    /// @notice `signatures` is empty for the first statement, which the verification itself makes.
    event OfficersChanged(
        uint32 indexed institution,
        uint32 generation,
        address[] officers,
        uint8 threshold,
        bytes32 previous,
        uint64 effectiveAt,
        bytes32 digest,
        bytes[] signatures
    );
    event MembersChanged(
        uint32 indexed institution,
        uint32 generation,
        bytes32 root,
        bytes32 previous,
        uint64 notAfter,
        bytes32 digest,
        address officer,
        bytes signature
    );
    /// @param root 0G Storage root of the key file. It is not signed: the file is checked against `key`.
    event KeyAnnounced(
        uint32 indexed institution,
        uint8 indexed kind,
        uint32 generation,
        bytes32 key,
        bytes32 root,
        bytes32 previous,
        uint64 notBefore,
        uint64 notAfter,
        bytes32 digest,
        address officer,
        bytes signature
    );
    event ExchangeAnnounced(
        uint32 indexed institution,
        uint32 sequence,
        bytes32 file,
        bytes32 root,
        uint32 length,
        bytes32 previous,
        bytes32 digest,
        address officer,
        bytes signature
    );

    error NotAuthority(address caller);
    error FoundingIsClosed();
    error BadName(uint256 length);
    error BadCountry(bytes2 country);
    error BadRor(uint256 length);
    error BadOfficers(uint256 count, uint8 threshold);
    error SameOfficer(address officer);
    error BadTime(uint64 given, uint256 limit);
    error BadStatus(uint32 institution, Status current, Status asked);
    error NotActive(uint32 institution);
    error NotOfficer(uint32 institution, address signer);
    /// @dev A counter moves by exactly one.
    error OutOfSequence(uint32 expected, uint32 given);
    /// @dev The statement does not follow the last accepted one, whose digest is `expected`.
    error WrongPrevious(bytes32 expected, bytes32 given);
    error WrongCount(uint256 expected, uint256 given);
    error SignersNotAscending(address before, address next);
    error BadKind(uint8 kind);
    error ZeroCommitment();

    /// @notice Lists an institution under the next id, from 1. Ids are never used again.
    /// @param founder only while the founding ceremony is open
    function verify(Application calldata application, bool founder) external returns (uint32 institution);

    /// @notice Ends the founding ceremony for good and hands verification to `next` (a timelock, once there is one).
    function closeFounding(address next) external;

    /// @notice Suspends, reinstates or revokes; only the authority, and nothing leaves `Revoked`.
    function setStatus(uint32 institution, Status status) external;

    /// @notice Moves the end of a verification; only the authority.
    function renew(uint32 institution, uint64 until) external;

    /// @notice Takes a new set of officers, signed by exactly `threshold` of the present set.
    /// @param signatures in ascending order of their signers' addresses
    function changeOfficers(Officers calldata statement, bytes[] calldata signatures) external;

    /// @notice Takes a new member set, signed by one officer.
    function changeMembers(MemberSet calldata statement, bytes calldata signature) external;

    /// @notice Takes a key, signed by one officer.
    /// @param root 0G Storage root of the key file, put into the event
    function announceKey(KeyAnnouncement calldata statement, bytes32 root, bytes calldata signature) external;

    /// @notice Takes the announcement of an exchange file, signed by one officer.
    function announceExchange(ExchangeFile calldata statement, bytes calldata signature) external;

    /// @notice Length of a network day in seconds: 86,400 on a live network, a few on a local one.
    function day() external view returns (uint32);

    /// @notice The random value that tells this deployment from every other (protocol 1).
    function salt() external view returns (bytes32);

    /// @notice Who verifies: the founding council's address until `closeFounding`, then what it named.
    function authority() external view returns (address);

    function foundingOpen() external view returns (bool);

    /// @notice How many institutions were ever verified: their ids are 1 to `count`.
    function count() external view returns (uint32);

    function standing(uint32 institution) external view returns (Standing memory);

    function nameOf(uint32 institution) external view returns (string memory name, string memory ror);

    /// @notice Verified, neither suspended nor revoked, and the verification has not run out.
    function isActive(uint32 institution) external view returns (bool);

    /// @notice What the gate of a release asks of an institution, in one call.
    function placeOf(uint32 institution) external view returns (bool active, bytes2 country);

    /// @notice What a membership proof is checked against, in one call.
    function membersOf(uint32 institution) external view returns (bool active, uint64 until, bytes32 root);

    /// @notice Whether `officer` belongs to the present set of officers.
    function isOfficer(uint32 institution, address officer) external view returns (bool);

    function keyOf(uint32 institution, uint8 kind) external view returns (Key memory);

    /// @notice Digests that the next statements must name as `previous`.
    function lastDigests(uint32 institution)
        external
        view
        returns (bytes32 officers, bytes32 members, bytes32 exchange, uint32 exchangeSequence);
}
