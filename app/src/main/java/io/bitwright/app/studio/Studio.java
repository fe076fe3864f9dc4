package io.bitwright.app.studio;

import io.bitwright.app.studio.http.LocalServer;
import io.bitwright.app.studio.http.Route;
import io.bitwright.app.studio.http.WorkLimit;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A running studio. */
final class Studio implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LEAST_AT_ONCE = 2;

  private final LocalServer server;
  private final CosimDesk cosim;

  private Studio(LocalServer server, CosimDesk cosim) {
    this.server = server;
    this.cosim = cosim;
  }

  /**
   * Starts a studio.
   *
   * @param port 0 for any that is free
   * @param exploration one that is open from the start
   * @param log where defects are told
   * @throws io.bitwright.spec.SpecException if the port cannot be used
   */
  static Studio start(
      int port, Optional<Exploration> exploration, CosimDesk cosim, PrintStream log) {
    int atOnce = Math.max(LEAST_AT_ONCE, Runtime.getRuntime().availableProcessors());
    WorkLimit limit = new WorkLimit(atOnce, PATIENCE);
    ExplorationDesk explorations = new ExplorationDesk(limit);
    List<Route> routes =
        Stream.of(
                new PageDesk(exploration.map(explorations::keep)).routes(),
                new EstimateDesk(limit).routes(),
                new RtlDesk(new WorkLimit(1, PATIENCE)).routes(),
                cosim.routes(),
                explorations.routes())
            .flatMap(List::stream)
            .toList();
    return new Studio(LocalServer.start(port, routes, log), cosim);
  }

  /** The address to open in the browser. */
  String address() {
    return server.address();
  }

  /** Ends what is going on. */
  @Override
  public void close() {
    cosim.close();
    server.close();
  }
}
