package io.bitwright.testbench.synthesis;

import java.util.List;
import java.util.regex.Pattern;

/** What a cell of an FPGA is counted as; docs/synthesis.md states the rules. */
enum CellKind {
  /** Look-up tables, the two inside an ECP5 carry cell included. */
  LUT(
      // An inverter that is left over takes a LUT.
      new Rule("LUT[1-6]|INV|SB_LUT4", 1), new Rule("CCU2C", 2)),
  /** Look-up tables that serve as memory or shift register. */
  MEMORY_LUT(
      new Rule("RAM(32|64)X1S|SRL16E|SRLC16E|SRLC32E", 1),
      new Rule("RAM(32|64)X1D|RAM128X1S", 2),
      new Rule("RAM(32|64)M|RAM128X1D|RAM256X1S|TRELLIS_DPR16X4", 4)),
  /** Flip-flops. */
  FLIP_FLOP(new Rule("FD[RSCP]E(_1)?|SB_DFF[A-Z]*|TRELLIS_FF", 1)),
  /** Carry cells: 4 bits on 7-series, 1 on iCE40, 2 on ECP5. */
  CARRY(new Rule("CARRY4|SB_CARRY|CCU2C", 1)),
  /** Multiplexers that join LUTs. */
  WIDE_MULTIPLEXER(new Rule("MUXF[78]|PFUMX|L6MUX21", 1)),
  /** Multiplier blocks. */
  DSP(new Rule("DSP48E1|MULT18X18D|SB_MAC16", 1)),
  /** Memory blocks; 7-series in halves of 18 kbit. */
  BLOCK_RAM(
      new Rule("RAMB18E1|SB_RAM40_4K(N[RW]){0,2}|DP16KD|PDPW16KD", 1), new Rule("RAMB36E1", 2)),
  /** Clock buffers and constants: no part of the fabric that a unit pays for. */
  FREE(new Rule("BUFG|SB_GB|DCCA|GND|VCC|VHI|VLO", 1));

  /** Cells by name, and how many of the kind one takes. */
  private record Rule(Pattern cell, int count) {
    Rule(String cell, int count) {
      this(Pattern.compile(cell), count);
    }
  }

  // An immutable list.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Rule> rules;

  CellKind(Rule... rules) {
    this.rules = List.of(rules);
  }

  /** How many of this kind a cell takes; 0 if it is another kind of cell. */
  int countOf(String cell) {
    return rules.stream()
        .filter(rule -> rule.cell().matcher(cell).matches())
        .mapToInt(Rule::count)
        .sum();
  }
}
