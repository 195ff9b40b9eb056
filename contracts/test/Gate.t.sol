// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Facts, Gate, Refusal} from '../src/libraries/Gate.sol';
import {Base} from './Base.sol';

/// @notice The truth table of the gate: all 4,096 combinations of its twelve facts.
contract GateTest is Base {
    uint256 private constant COMBINATIONS = 4096;

    /// @dev Written as the protocol says it, as one condition, unlike the code.
    function allowed(Facts memory it) private pure returns (bool) {
        bool agreement = (it.agreementRegister && it.agreementNamed && it.agreementActive)
            || (it.agreementRegister && !it.agreementNamed && it.oneJurisdiction)
            || (!it.agreementRegister && !it.agreementNamed);
        bool pack = (it.packRegister && it.packNamed && it.packActive) || (!it.packRegister && !it.packNamed);
        return
            it.ownerActive && it.readerActive && it.consentOfOwner && it.consentLive && agreement && pack && it.inTime;
    }

    function test_decide_agreesWithTheTruthTable() public pure {
        uint256 passed;
        for (uint256 row = 0; row < COMBINATIONS; row++) {
            Facts memory it = factsOf(row);
            bool passes = Gate.decide(it) == Refusal.None;
            yes(passes == allowed(it), 'row');
            if (passes) passed++;
        }
        // 8 of the 16 rows of the agreement's four facts times 3 of the 8 rows of the rule pack's three.
        eq(passed, 24);
    }

    function test_decide_whenAnythingButTheRegistersTurnsBad_neverOpens() public pure {
        uint256[5] memory needed = [uint256(1), 2, 4, 8, 2048];
        for (uint256 row = 0; row < COMBINATIONS; row++) {
            if (Gate.decide(factsOf(row)) != Refusal.None) continue;
            for (uint256 i = 0; i < needed.length; i++) {
                yes(Gate.decide(factsOf(row & ~needed[i])) != Refusal.None, 'closed');
            }
        }
    }

    function test_decide_namesTheFirstReason() public pure {
        Facts memory it = factsOf(0);
        refused(it, Refusal.OwnerInactive);
        it.ownerActive = true;
        refused(it, Refusal.ReaderInactive);
        it.readerActive = true;
        refused(it, Refusal.ConsentOfAnother);
        it.consentOfOwner = true;
        refused(it, Refusal.ConsentNotLive);
        it.consentLive = true;
        it.agreementRegister = true;
        refused(it, Refusal.NoAgreement);
        it.oneJurisdiction = true;
        it.packRegister = true;
        refused(it, Refusal.NoRulePack);
        it.packNamed = true;
        refused(it, Refusal.NoRulePack);
        it.packActive = true;
        refused(it, Refusal.Late);
        it.inTime = true;
        refused(it, Refusal.None);
    }

    function refused(Facts memory it, Refusal wanted) private pure {
        eq(uint8(Gate.decide(it)), uint8(wanted));
    }

    function factsOf(uint256 row) private pure returns (Facts memory) {
        return Facts({
            ownerActive: row & 1 != 0,
            readerActive: row & 2 != 0,
            consentOfOwner: row & 4 != 0,
            consentLive: row & 8 != 0,
            oneJurisdiction: row & 16 != 0,
            agreementRegister: row & 32 != 0,
            agreementNamed: row & 64 != 0,
            agreementActive: row & 128 != 0,
            packRegister: row & 256 != 0,
            packNamed: row & 512 != 0,
            packActive: row & 1024 != 0,
            inTime: row & 2048 != 0
        });
    }
}
