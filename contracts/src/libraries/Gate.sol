// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Why a release is refused; the first reason in this order is given.
enum Refusal {
    None,
    OwnerInactive,
    ReaderInactive,
    ConsentOfAnother,
    ConsentNotLive,
    NoAgreement,
    NoRulePack,
    Late
}

/// @notice What the gate is decided on.
/// @param ownerActive the institution that releases is active
/// @param readerActive the institution that receives is active
/// @param consentOfOwner the consent was granted by the institution that releases
/// @param consentLive neither revoked nor expired
/// @param oneJurisdiction both institutions are in one country
/// @param agreementRegister this deployment has a register of agreements
/// @param agreementNamed an agreement is named
/// @param agreementActive the named agreement is in force between the two
/// @param packRegister this deployment has a register of rule packs
/// @param packNamed a rule pack is named
/// @param packActive the named rule pack is in force
/// @param inTime the deadline has not passed
struct Facts {
    bool ownerActive;
    bool readerActive;
    bool consentOfOwner;
    bool consentLive;
    bool oneJurisdiction;
    bool agreementRegister;
    bool agreementNamed;
    bool agreementActive;
    bool packRegister;
    bool packNamed;
    bool packActive;
    bool inTime;
}

/// @title Gate
/// @notice The gate of a release: membership, consent, agreement, rule pack, all of them (protocol 8).
/// @dev What is named must be checkable and in force, so in a deployment without a register only "none" passes. Such a
/// deployment lets institutions of two jurisdictions through without an agreement on chain: there the rule decision,
/// committed to in the answer and signed, carries that weight. With a register an agreement may be missing only within
/// one jurisdiction, and a rule pack never.
library Gate {
    function decide(Facts memory facts) internal pure returns (Refusal) {
        if (!facts.ownerActive) return Refusal.OwnerInactive;
        if (!facts.readerActive) return Refusal.ReaderInactive;
        if (!facts.consentOfOwner) return Refusal.ConsentOfAnother;
        if (!facts.consentLive) return Refusal.ConsentNotLive;
        bool agreed = facts.agreementNamed
            ? facts.agreementRegister && facts.agreementActive
            : facts.oneJurisdiction || !facts.agreementRegister;
        if (!agreed) return Refusal.NoAgreement;
        bool ruled = facts.packNamed ? facts.packRegister && facts.packActive : !facts.packRegister;
        if (!ruled) return Refusal.NoRulePack;
        return facts.inTime ? Refusal.None : Refusal.Late;
    }
}
