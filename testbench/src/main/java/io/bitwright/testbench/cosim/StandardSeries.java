package io.bitwright.testbench.cosim;

import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.testbench.verilator.VerilatedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs of a unit that between them have the largest and the smallest values, random ones, and every
 * kind of stall; some after reset, others back to back.
 *
 * @param groups runs after one reset, the first of them those that begin with the largest values
 */
public record StandardSeries(List<List<CosimCase>> groups) {
  private static final int GROUP = 3;

  /** Draws after which a unit is taken to have no runs of some kind of stall. */
  private static final int MOST_DRAWS = 100;

  public StandardSeries {
    groups = groups.stream().map(List::copyOf).toList();
  }

  /**
   * The series of a unit; the same on every call.
   *
   * @param runs how many at least, 3 or more
   */
  public static StandardSeries of(UnitModel unit, int runs, long seed) {
    Random random = new Random(seed);
    List<CosimCase> cases = new ArrayList<>();
    Set<StreamStalls.Kind> missing = EnumSet.allOf(StreamStalls.Kind.class);
    for (int number = 0; number < runs; number++) {
      cases.add(UnitCosims.draw(unit, number, Optional.empty(), random));
      missing.remove(cases.getLast().stalls().kind());
    }
    for (int number = runs; !missing.isEmpty() && number < runs + MOST_DRAWS; number++) {
      CosimCase one = UnitCosims.draw(unit, number, Optional.empty(), random);
      if (missing.remove(one.stalls().kind())) {
        cases.add(one);
      }
    }
    List<List<CosimCase>> groups = new ArrayList<>();
    for (int first = 0; first < cases.size(); first += GROUP) {
      groups.add(cases.subList(first, Math.min(cases.size(), first + GROUP)));
    }
    return new StandardSeries(groups);
  }

  /** The same series, its shorter groups first: the quickest way to find what is wrong. */
  public StandardSeries shortestFirst() {
    return new StandardSeries(
        groups.stream().sorted(Comparator.comparingLong(StandardSeries::cyclesOf)).toList());
  }

  private static long cyclesOf(List<CosimCase> cases) {
    return cases.stream().mapToLong(CosimCase::simulatedCycles).sum();
  }

  /** Runs in all. */
  public int runs() {
    return groups.stream().mapToInt(List::size).sum();
  }

  /** Cycles of the whole series, resets left out. */
  public long simulatedCycles() {
    return groups.stream().mapToLong(StandardSeries::cyclesOf).sum();
  }

  /**
   * The first run that disagrees, in the order of the series; registers without reset start from
   * other random bits in each group.
   */
  public Optional<CosimResult> firstDisagreement(UnitUnderTest unit) {
    return firstDisagreement(unit, _ -> {});
  }

  /**
   * The same.
   *
   * @param atEnd given each model after the last run of its group, as long as all agree
   */
  public Optional<CosimResult> firstDisagreement(
      UnitUnderTest unit, Consumer<VerilatedModel> atEnd) {
    for (int group = 0; group < groups.size(); group++) {
      Optional<CosimResult> wrong = unit.firstDisagreement(groups.get(group), group + 1, atEnd);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }
}
