package io.bitwright.app.studio;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Studios of tests; what goes wrong inside stands in the answers too. */
final class TestStudio {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  private TestStudio() {}

  /** A studio as the command starts it. */
  static Studio start() {
    return start(CosimDesk.withVerilator());
  }

  /** A studio with another desk of co-simulations. */
  static Studio start(CosimDesk desk) {
    return start(0, Optional.empty(), desk);
  }

  /** A studio. */
  static Studio start(int port, Optional<Exploration> exploration, CosimDesk desk) {
    return Studio.start(port, exploration, desk, NOWHERE);
  }
}
