package io.bitwright.app.studio.http;

import com.sun.net.httpserver.HttpExchange;
import io.bitwright.app.report.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Events as they happen (server-sent events, WHATWG HTML Living Standard, section 9.2).
 *
 * @param events what happens
 */
public record EventAnswer(Events events) implements Answer {

  /** An event: its kind and its document. */
  public record Event(String kind, Object document) {}

  /** Events one after another. */
  public interface Events {
    /** Waits for the next event, or a while. */
    Next next() throws InterruptedException;
  }

  /** What waiting gave. */
  public sealed interface Next {
    /** Something happened. */
    record Happened(Event event) implements Next {}

    /** Nothing happened for a while; whoever listens may be gone. */
    record Nothing() implements Next {}

    /** Nothing more will happen. */
    record End() implements Next {}
  }

  @Override
  public void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(DONE, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      boolean more = true;
      while (more) {
        more = send(out, events.next());
        out.flush();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean send(OutputStream out, Next next) throws IOException {
    String text =
        switch (next) {
          case Next.Happened happened ->
              "event: %s\ndata: %s\n\n"
                  .formatted(happened.event().kind(), JsonOutput.line(happened.event().document()));
          case Next.Nothing nothing -> ":\n\n";
          case Next.End end -> "";
        };
    out.write(text.getBytes(StandardCharsets.UTF_8));
    return !(next instanceof Next.End);
  }
}
