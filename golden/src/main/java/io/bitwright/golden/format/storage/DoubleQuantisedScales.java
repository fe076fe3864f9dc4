package io.bitwright.golden.format.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Scales that are quantised in turn: their mean is taken away, and the rest stored as fp8 e4m3 with
 * one fp32 scale a block, so 8 + 32 / block bits each, and 32 for the mean.
 *
 * <p>Source: QLoRA (arXiv 2305.14314) section 3, double quantisation: 8-bit floats with a block
 * size of 256 for the second quantisation, the mean subtracted first. The paper does not say which
 * 8-bit float; e4m3 is the one of OFP8 with the finer fraction. A block's scale is its largest
 * magnitude over 448, the largest e4m3.
 *
 * @param block scales in a block; 256 in QLoRA
 */
public record DoubleQuantisedScales(int block) implements ScaleStorage {
  /** The block of QLoRA. */
  public static final DoubleQuantisedScales QLORA = new DoubleQuantisedScales(256);

  /**
   * @throws IllegalArgumentException if the block holds nothing
   */
  public DoubleQuantisedScales {
    if (block < 1) {
      throw new IllegalArgumentException("blocks of " + block + " scales");
    }
  }

  private long blocks(long scales) {
    return Math.ceilDiv(scales, block);
  }

  @Override
  public long bits(long scales) {
    return scales * Byte.SIZE + (blocks(scales) + 1) * Float.SIZE;
  }

  @Override
  public byte[] write(float[] scales) {
    byte[] written = new byte[Math.toIntExact(bits(scales.length) / Byte.SIZE)];
    ByteBuffer bytes = buffer(written);
    double sum = 0;
    for (float scale : scales) {
      sum += scale;
    }
    float mean = (float) (sum / scales.length);
    bytes.putFloat(mean);
    for (int from = 0; from < scales.length; from += block) {
      int to = Math.min(from + block, scales.length);
      float blockScale = blockScale(scales, from, to, mean);
      bytes.putFloat(blockScale);
      for (int i = from; i < to; i++) {
        bytes.put((byte) FloatEncoding.E4M3.encode((scales[i] - mean) / blockScale));
      }
    }
    return written;
  }

  private static float blockScale(float[] scales, int from, int to, float mean) {
    float largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(scales[i] - mean));
    }
    return largest == 0 ? 1 : (float) (largest / FloatEncoding.E4M3.largest());
  }

  @Override
  public float[] read(byte[] bytes, int scales) {
    ByteBuffer buffer = buffer(bytes);
    float mean = buffer.getFloat();
    float[] read = new float[scales];
    float blockScale = 0;
    for (int i = 0; i < scales; i++) {
      if (i % block == 0) {
        blockScale = buffer.getFloat();
      }
      read[i] = FloatEncoding.E4M3.decode(buffer.get() & 0xFF) * blockScale + mean;
    }
    return read;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String label() {
    return "double-quantised-" + block;
  }
}
