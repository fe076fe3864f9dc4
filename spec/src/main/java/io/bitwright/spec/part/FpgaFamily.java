package io.bitwright.spec.part;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** Families of FPGAs whose logic is alike: what is known of one part's logic holds for another. */
public enum FpgaFamily {
  /**
   * AMD 7-series, UltraScale and UltraScale+: LUTs of six inputs, block RAMs counted in halves of
   * 18 kbit (UG473, UG573), each 512 words of 36 bits; some have UltraRAMs.
   */
  XILINX(2048, 512, 36),
  /**
   * Lattice ECP5: LUTs of four inputs, block RAMs of 18 kbit, 512 words of 36 bits (FPGA-TN-02204).
   */
  ECP5(2048, 512, 36),
  /**
   * Lattice iCE40 LP and HX: LUTs of four inputs, no multipliers, block RAMs of 4 kbit, 256 words
   * of 16 bits (FPGA-TN-02002).
   */
  ICE40(512, 256, 16);

  /** Bytes of an UltraRAM, parity left out: 4096 words of 64 bits (UG573). */
  public static final int ULTRA_RAM_BYTES = 32_768;

  /** The words users may write. */
  public static final Vocabulary<FpgaFamily> VOCABULARY =
      Vocabulary.of("family of FPGAs", List.of(values()), FpgaFamily::label);

  private final int blockRamBytes;
  private final int blockRamWords;
  private final int blockRamWordBits;

  FpgaFamily(int blockRamBytes, int blockRamWords, int blockRamWordBits) {
    this.blockRamBytes = blockRamBytes;
    this.blockRamWords = blockRamWords;
    this.blockRamWordBits = blockRamWordBits;
  }

  /** The word users write: {@code xilinx}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The family of a word that a user wrote.
   *
   * @throws io.bitwright.spec.SpecException naming the known words and the nearest
   */
  public static FpgaFamily parse(String word) {
    return VOCABULARY.parse(word);
  }

  /** Bytes of a block RAM as parts count them, parity left out. */
  public int blockRamBytes() {
    return blockRamBytes;
  }

  /** Bits of the widest word of a block RAM, parity included. */
  public int blockRamWordBits() {
    return blockRamWordBits;
  }

  /** Words of a block RAM at its widest. */
  public int blockRamWords() {
    return blockRamWords;
  }

  /** Whether parts of the family can have multiplier blocks. */
  public boolean multiplies() {
    return this != ICE40;
  }

  /** Whether parts of the family can have UltraRAMs. */
  public boolean hasUltraRams() {
    return this == XILINX;
  }
}
