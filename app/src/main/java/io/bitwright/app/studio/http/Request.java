package io.bitwright.app.studio.http;

import com.sun.net.httpserver.HttpExchange;
import io.bitwright.spec.document.JsonReader;
import io.bitwright.spec.document.Section;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A request that is allowed, with a body of at most so many bytes. */
public final class Request {
  /** What a body is called in messages. */
  public static final String BODY = "request";

  /** Beyond the limit so much is still read, so that whoever sends it hears why it is refused. */
  private static final long MOST_DRAINED_BYTES = 64L << 20;

  private final HttpExchange exchange;
  private final int mostBytes;

  Request(HttpExchange exchange, int mostBytes) {
    this.exchange = exchange;
    this.mostBytes = mostBytes;
  }

  /** A parameter of the query, decoded. */
  public Optional<String> parameter(String name) {
    String query = exchange.getRequestURI().getRawQuery();
    if (query == null) {
      return Optional.empty();
    }
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(decoded(pair.substring(name.length() + 1)));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new RefusedException(
          RefusedException.BAD_REQUEST, "the address is malformed: " + malformed.getMessage());
    }
  }

  /**
   * The body, a JSON object in which only the given keys may stand.
   *
   * @throws RefusedException if it is too large or no UTF-8
   * @throws io.bitwright.spec.SpecException if it is no such JSON
   */
  public Section object(List<String> keys) throws IOException {
    return Section.closed(JsonReader.readText(BODY, text()), keys);
  }

  /**
   * The body, which says of itself that it is JSON.
   *
   * @throws RefusedException if it does not, or is too large or no UTF-8
   */
  public String text() throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.split(";", -1)[0].strip().equalsIgnoreCase("application/json")) {
      throw new RefusedException(
          RefusedException.BAD_REQUEST, "the body must be JSON: Content-Type: application/json");
    }
    byte[] bytes = bytes();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(RefusedException.BAD_REQUEST, BODY + ": is not UTF-8 text");
    }
  }

  private byte[] bytes() throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] bytes = in.readNBytes(mostBytes + 1);
    if (bytes.length <= mostBytes) {
      return bytes;
    }
    long drained = 0;
    byte[] waste = new byte[1 << 16];
    int read = in.read(waste);
    while (read >= 0 && drained < MOST_DRAINED_BYTES) {
      drained += read;
      read = in.read(waste);
    }
    throw new RefusedException(
        RefusedException.TOO_LARGE,
        BODY + ": has more than " + mostBytes + " bytes, the most that is read");
  }
}
