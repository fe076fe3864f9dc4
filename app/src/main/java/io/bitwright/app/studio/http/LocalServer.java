package io.bitwright.app.studio.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bitwright.energy.EnergyTableException;
import io.bitwright.spec.SpecException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback interface, for whoever knows its address. */
public final class LocalServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int INTERNAL_ERROR = 500;

  /**
   * Everything comes from here and nothing else is loaded; styles may stand in elements, for charts
   * have their lengths there, scripts may not.
   */
  private static final String CONTENT_POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads;
  private final AccessRule access;
  private final List<Route> routes;
  private final PrintStream log;

  private LocalServer(HttpServer server, List<Route> routes, PrintStream log) {
    this.server = server;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.access = AccessRule.withNewSecret(server.getAddress().getPort());
    this.routes = List.copyOf(routes);
    this.log = log;
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any that is free
   * @param log where defects are told
   * @throws SpecException if the port is taken or may not be used
   */
  public static LocalServer start(int port, List<Route> routes, PrintStream log) {
    try {
      InetAddress loopback = InetAddress.ofLiteral(LOOPBACK);
      HttpServer bound = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      LocalServer server = new LocalServer(bound, routes, log);
      bound.setExecutor(server.threads);
      bound.createContext("/", server::handle);
      bound.start();
      return server;
    } catch (IOException e) {
      throw new SpecException(
          "--port %d: cannot be used (%s); 0 takes a free one".formatted(port, e.getMessage()), e);
    }
  }

  /** The address to open in the browser; it holds the secret. */
  public String address() {
    return access.address();
  }

  /** Ends at once; requests that are being answered are broken off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      addSecurityHeaders(exchange.getResponseHeaders());
      answer(exchange).send(exchange);
    } catch (IOException gone) {
      // Whoever asked does not wait for the answer any more; nobody is left to be told.
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    try {
      Route route = route(exchange, access.allowedPath(exchange));
      return route.action().answer(new Request(exchange, route.mostBytes()));
    } catch (RefusedException refused) {
      return refused.answer();
    } catch (SpecException | EnergyTableException wrong) {
      return new RefusedException(RefusedException.BAD_REQUEST, String.valueOf(wrong.getMessage()))
          .answer();
    } catch (RuntimeException | Error defect) {
      log.println("bitwright: internal error: " + defect);
      log.flush();
      return new RefusedException(INTERNAL_ERROR, "internal error: " + defect).answer();
    }
  }

  private Route route(HttpExchange exchange, String path) {
    List<Route> there = routes.stream().filter(route -> route.path().equals(path)).toList();
    if (there.isEmpty()) {
      throw new RefusedException(RefusedException.NOT_FOUND, "there is nothing at this address");
    }
    String method = exchange.getRequestMethod();
    return there.stream()
        .filter(route -> route.method().equals(method))
        .findFirst()
        .orElseThrow(() -> {
          String allowed = String.join(", ", there.stream().map(Route::method).toList());
          exchange.getResponseHeaders().set("Allow", allowed);
          return new RefusedException(
              RefusedException.METHOD_NOT_ALLOWED, "not by " + method + "; allowed: " + allowed);
        });
  }

  private static void addSecurityHeaders(Headers headers) {
    headers.set("Content-Security-Policy", CONTENT_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }
}
