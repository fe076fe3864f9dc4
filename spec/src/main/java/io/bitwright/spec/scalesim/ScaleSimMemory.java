package io.bitwright.spec.scalesim;

/**
 * The memory of SCALE-Sim: three double-buffered SRAMs, each on a DRAM interface of its own. A word
 * is a byte there, whatever the number format.
 *
 * @param ifmap the SRAM of activations
 * @param filter the SRAM of weights
 * @param ofmap the SRAM of results
 * @param interfaceBandwidth whether the user sets the interfaces' bandwidth
 */
public record ScaleSimMemory(
    Buffer ifmap, Buffer filter, Buffer ofmap, InterfaceBandwidth interfaceBandwidth) {

  /**
   * One SRAM and its interface.
   *
   * @param kibibytes its size; SCALE-Sim writes kB and counts 1,024 bytes
   * @param wordsPerCycle bandwidth of its DRAM interface; of no meaning with {@link
   *     InterfaceBandwidth#CALC}
   */
  public record Buffer(int kibibytes, int wordsPerCycle) {
    private static final int BYTES_PER_KIBIBYTE = 1024;
    private static final int BYTES_PER_WORD = 1;

    /** Words in the half that is used while the other is filled or drained. */
    public long activeWords() {
      return (long) kibibytes * BYTES_PER_KIBIBYTE / BYTES_PER_WORD / 2;
    }
  }

  /** SCALE-Sim's {@code InterfaceBandwidth}. */
  public enum InterfaceBandwidth {
    /** The configuration sets it, and what is late stalls the array. */
    USER,
    /** It is estimated so that nothing stalls. */
    CALC
  }
}
