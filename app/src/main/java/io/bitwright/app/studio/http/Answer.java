package io.bitwright.app.studio.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.bitwright.app.report.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a request gets. */
@FunctionalInterface
public interface Answer {
  /** Status of an answer that holds what was asked for. */
  int DONE = 200;

  /**
   * Writes the answer.
   *
   * @throws IOException if whoever asked is gone
   */
  void send(HttpExchange exchange) throws IOException;

  /** A document. */
  static Answer json(Object document) {
    return json(DONE, document);
  }

  /** A document under a status. */
  static Answer json(int status, Object document) {
    byte[] bytes = JsonOutput.line(document).getBytes(StandardCharsets.UTF_8);
    return exchange -> whole(exchange, status, "application/json", bytes);
  }

  /** A file of a type, such as {@code text/css; charset=utf-8}. */
  static Answer file(String type, byte[] bytes) {
    return exchange -> whole(exchange, DONE, type, bytes);
  }

  /** A file to be kept under a name, which has letters, digits, dashes and dots only. */
  static Answer download(String name, String type, byte[] bytes) {
    return exchange -> {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
      whole(exchange, DONE, type, bytes);
    };
  }

  private static void whole(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
    exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
    if (!bodiless) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }
}
