package io.bitwright.app.studio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a studio as a program does, or byte by byte where programs are too well-behaved. */
final class StudioClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;

  StudioClient(String address) {
    this.address = URI.create(address);
  }

  @Override
  public void close() {
    client.close();
  }

  /** What came back. */
  static final class Reply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Reply(HttpResponse<byte[]> response) {
      status = response.statusCode();
      headers = new TreeMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      body = response.body();
    }

    int status() {
      return status;
    }

    /** By their names in lower case. */
    Map<String, String> headers() {
      return headers;
    }

    byte[] body() {
      return body;
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return JSON.readTree(body);
    }

    /** The message of a refusal. */
    String message() {
      return json().at("/error/message").asString();
    }
  }

  Reply get(String path) {
    return send(HttpRequest.newBuilder(at(path)).GET());
  }

  Reply post(String path, Object document) {
    return post(path, JSON.writeValueAsString(document));
  }

  Reply post(String path, String body) {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends what a test has put together, its address by {@link #at}. */
  Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(
          client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An address below the studio's own. */
  URI at(String path) {
    return address.resolve(path);
  }

  /** Sends these lines, and gives the first line of what comes back. */
  @Nullable String raw(String... lines) {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), address.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String request = String.join("\r\n", lines) + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1)).readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Path of the studio's address: the secret between slashes. */
  String root() {
    return address.getPath();
  }

  int port() {
    return address.getPort();
  }
}
