package io.bitwright.testbench.formal;

import io.bitwright.testbench.formal.ProofResult.Engine;
import io.bitwright.testbench.formal.ProofResult.Verdict;
import io.bitwright.testbench.tool.TemporaryFolder;
import io.bitwright.testbench.tool.ToolFailedException;
import io.bitwright.testbench.tool.ToolRun;
import io.bitwright.testbench.tool.YosysScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides claims: Yosys turns harness and RTL into and-gates and registers with one output that is
 * 1 where an assertion fails while all assumptions have held; ABC decides whether it ever is.
 *
 * <p>Registers without an initial value start with any bits. docs/verification.md says why the
 * solver works on gates and not on words.
 *
 * @param limit time for a claim after which it is given up; half of it for each engine
 */
public record Prover(Duration limit) {
  private static final Duration TOOL_LIMIT = Duration.ofMinutes(10);
  private static final String NETLIST_FILE = "claim.aig";
  private static final Pattern FAILING_FRAME = Pattern.compile("was asserted in frame (\\d+)");
  private static final Pattern SEARCHED_FRAMES =
      Pattern.compile("No output (?:was )?asserted in (\\d+) frames");

  /** Of a netlist in the AIGER format: its latches are the third number. */
  private static final Pattern HEADER = Pattern.compile("aig \\d+ \\d+ (\\d+) .*");

  /** A prover that gives each claim a minute. */
  public Prover() {
    this(Duration.ofMinutes(1));
  }

  private record Finding(Verdict verdict, int cycles, Engine engine) {}

  /**
   * Decides a claim.
   *
   * @throws ToolFailedException if Yosys refuses the RTL
   * @throws io.bitwright.spec.SpecException if Yosys is not installed
   */
  public ProofResult prove(ProofTask task) {
    long start = System.nanoTime();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      int registers = writeNetlist(task, folder);
      Finding finding = registers == 0 ? sweep(folder.path()) : reach(folder.path());
      double seconds = (System.nanoTime() - start) / 1e9;
      return new ProofResult(task, finding.verdict(), finding.cycles(), finding.engine(), seconds);
    }
  }

  /** Writes the and-gates, and gives the number of registers among them. */
  private static int writeNetlist(ProofTask task, TemporaryFolder folder) {
    YosysScript.readingForProofs(task.sources())
        .then("hierarchy -check -top " + task.top(), "proc", "flatten", "opt -full")
        .then("memory", "dffunmap", "opt -full")
        .then("miter -assert -make_outputs %s claim".formatted(task.top()))
        .then("hierarchy -top claim", "flatten", "opt -full")
        .then("techmap", "opt -full", "dffunmap", "opt_clean", "aigmap", "opt_clean")
        .then("write_aiger -zinit -no-startoffset " + NETLIST_FILE)
        .run(folder.path(), TOOL_LIMIT)
        .orThrow("reading the proof " + task.top());
    Matcher header = HEADER.matcher(folder.readLine(NETLIST_FILE));
    if (!header.matches()) {
      throw new ToolFailedException("Yosys wrote no netlist of the proof " + task.top());
    }
    return Integer.parseInt(header.group(1));
  }

  private Finding sweep(Path folder) {
    String said = ask(folder, "&r %s; &cec -m -T %d".formatted(NETLIST_FILE, limit.toSeconds()));
    Verdict verdict = Verdict.UNDECIDED;
    if (said.contains("Networks are equivalent")) {
      verdict = Verdict.PROVED;
    } else if (said.contains("NOT EQUIVALENT")) {
      verdict = Verdict.FAILS;
    }
    return new Finding(verdict, 0, Engine.SAT_SWEEPING);
  }

  private Finding reach(Path folder) {
    long each = Math.max(1, limit.toSeconds() / 2);
    String said = ask(folder, "read_aiger %s; pdr -T %d".formatted(NETLIST_FILE, each));
    Matcher failing = FAILING_FRAME.matcher(said);
    if (failing.find()) {
      int cycle = Integer.parseInt(failing.group(1));
      return new Finding(Verdict.FAILS, cycle, Engine.REACHABILITY);
    }
    if (said.contains("Property proved")) {
      return new Finding(Verdict.PROVED, 0, Engine.REACHABILITY);
    }
    return search(folder, each);
  }

  private static Finding search(Path folder, long seconds) {
    String said = ask(folder, "read_aiger %s; bmc3 -T %d".formatted(NETLIST_FILE, seconds));
    Matcher failing = FAILING_FRAME.matcher(said);
    if (failing.find()) {
      int cycle = Integer.parseInt(failing.group(1));
      return new Finding(Verdict.FAILS, cycle, Engine.BOUNDED_SEARCH);
    }
    Matcher searched = SEARCHED_FRAMES.matcher(said);
    if (searched.find()) {
      int cycles = Integer.parseInt(searched.group(1));
      return new Finding(Verdict.BOUNDED, cycles, Engine.BOUNDED_SEARCH);
    }
    return new Finding(Verdict.UNDECIDED, 0, Engine.BOUNDED_SEARCH);
  }

  private static String ask(Path folder, String commands) {
    return ToolRun.askAbc(commands, folder, TOOL_LIMIT);
  }
}
