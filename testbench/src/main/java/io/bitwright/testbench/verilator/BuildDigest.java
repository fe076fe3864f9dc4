package io.bitwright.testbench.verilator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of the texts that go into a build; texts are kept apart by their lengths. */
final class BuildDigest {
  private final MessageDigest digest;

  BuildDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  BuildDigest add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
    return this;
  }

  BuildDigest add(Iterable<String> texts) {
    texts.forEach(this::add);
    return this;
  }

  /** The first 128 bits, in hexadecimal: enough to name a folder. */
  String name() {
    final int bytes = 16;
    return HexFormat.of().formatHex(digest.digest(), 0, bytes);
  }
}
