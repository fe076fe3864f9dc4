package io.bitwright.spec.document;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Text files of a user: at most 1 MiB, UTF-8 without exception. */
public final class TextFile {
  /** No description is larger; also the bound on the memory that a wrong file can take. */
  static final int LARGEST_BYTES = 1 << 20;

  private static final int DECODED_CHARACTERS = 1 << 10;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private TextFile() {}

  /**
   * The bytes of a file.
   *
   * @throws SpecException if it cannot be read or is larger than 1 MiB
   */
  public static byte[] bytes(Path file) {
    return bytes(file, LARGEST_BYTES);
  }

  /**
   * The bytes of a file of up to so many bytes, or one more than that.
   *
   * @throws SpecException if it cannot be read
   */
  static byte[] bytes(Path file, int mostBytes) {
    if (Files.isDirectory(file)) {
      throw new SpecException(file + ": is a folder; a file is needed");
    }
    if (!Files.exists(file)) {
      throw new SpecException(file + ": no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      // Reading is bounded here, for a pipe or a device has no size that could be asked for.
      return in.readNBytes(mostBytes + 1);
    } catch (IOException e) {
      throw new SpecException(
          file + ": cannot be read: " + QuotedText.line(String.valueOf(e.getMessage())), e);
    }
  }

  /**
   * The text of a file's bytes, without a byte order mark.
   *
   * @throws SpecException if there are too many bytes or they are not UTF-8
   */
  static String text(String file, byte[] bytes) {
    return text(file, bytes, LARGEST_BYTES);
  }

  /**
   * As {@link #text(String, byte[])} with another limit.
   *
   * @param mostBytes a multiple of 1 MiB
   */
  static String text(String file, byte[] bytes, int mostBytes) {
    requireText(file, bytes, mostBytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * The same as a stream, which keeps no copy of the text.
   *
   * @throws SpecException as {@link #text(String, byte[], int)}
   */
  static Reader reader(String file, byte[] bytes, int mostBytes) {
    requireText(file, bytes, mostBytes);
    int mark = Arrays.mismatch(bytes, BYTE_ORDER_MARK);
    int start = mark < 0 || mark == BYTE_ORDER_MARK.length ? BYTE_ORDER_MARK.length : 0;
    return new InputStreamReader(
        new ByteArrayInputStream(bytes, start, bytes.length - start), StandardCharsets.UTF_8);
  }

  private static void requireText(String file, byte[] bytes, int mostBytes) {
    if (bytes.length > mostBytes) {
      throw new SpecException(
          file + ": is larger than " + (mostBytes >> 20) + " MiB, the most that is read");
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(DECODED_CHARACTERS);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      result = decoder.decode(in, out.clear(), true);
    }
    if (result.isError()) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      String found = String.format("0x%02X", bytes[in.position()] & 0xFF);
      throw new SpecException(
          file + ":" + line + ": not UTF-8 text: found byte " + found + "; save it as UTF-8");
    }
  }
}
