package io.bitwright.app.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The script that stands in pages: hover, filters, sorting, the keyboard, the animation. A page
 * allows it by its digest, so that nothing else in the page can run.
 *
 * @param text of the script
 * @param digest as Content-Security-Policy level 2 writes it: {@code sha256-...}
 */
public record PageScript(String text, String digest) {
  private static final String RESOURCE = "/io/bitwright/templates/report/page.js";

  static final PageScript INSTANCE = of(resource());

  private static PageScript of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new PageScript(text, "sha256-" + Base64.getEncoder().encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource() {
    try (InputStream in =
        Objects.requireNonNull(PageScript.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }
}
