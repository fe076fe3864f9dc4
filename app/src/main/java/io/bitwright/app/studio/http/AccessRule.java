package io.bitwright.app.studio.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Who may ask: whoever knows a secret that stands in every address, through a loopback name, and
 * not from the page of another site.
 *
 * <p>A name of the machine that is no loopback name is refused, for a hostile page could have made
 * it point here (DNS rebinding). What changes something is refused where the browser says that
 * another site's page asks.
 *
 * @param secret 32 characters, unguessable
 * @param port where the server listens
 */
record AccessRule(String secret, int port) {
  private static final int SECRET_BYTES = 24;

  /** A new secret for a port. */
  static AccessRule withNewSecret(int port) {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return new AccessRule(Base64.getUrlEncoder().withoutPadding().encodeToString(random), port);
  }

  /** Where everything begins: the address to open in the browser. */
  String address() {
    return "http://127.0.0.1:" + port + "/" + secret + "/";
  }

  private List<String> hosts() {
    return List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
  }

  /**
   * The path below the secret.
   *
   * @throws RefusedException if whoever asks may not
   */
  String allowedPath(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    List<String> named = headers.getOrDefault("Host", List.of());
    if (named.size() != 1 || !hosts().contains(named.getFirst().toLowerCase(Locale.ROOT))) {
      throw forbidden("only 127.0.0.1 and localhost are names of this server");
    }
    String path = exchange.getRequestURI().getRawPath();
    int end = path == null ? -1 : path.indexOf('/', 1);
    if (path == null || end < 0 || !isSecret(path.substring(1, end))) {
      throw forbidden(
          "open the address that 'bitwright studio' printed; this one lacks its secret");
    }
    if (!exchange.getRequestMethod().equals(Route.GET)) {
      requireOwnPage(headers);
    }
    return path.substring(end + 1);
  }

  private boolean isSecret(String word) {
    // In a time that does not tell how many characters are right.
    return MessageDigest.isEqual(
        word.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  private void requireOwnPage(Headers headers) {
    List<String> origins = headers.getOrDefault("Origin", List.of());
    List<String> sites = headers.getOrDefault("Sec-Fetch-Site", List.of());
    boolean own =
        origins.stream().allMatch(this::isOwn) && sites.stream().allMatch("same-origin"::equals);
    if (!own) {
      throw forbidden("a page of another site asks; only the studio's own page may");
    }
  }

  private boolean isOwn(String origin) {
    return hosts().stream().anyMatch(host -> origin.equals("http://" + host));
  }

  private static RefusedException forbidden(String message) {
    return new RefusedException(RefusedException.FORBIDDEN, message);
  }
}
