package io.bitwright.app.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequencesAndFrontTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 16, 17, 1000, 65536})
  void aSampleOfAllPointsIsAPermutation(long points) {
    RandomSample sample = new RandomSample(points, points, 7);
    Set<Long> seen = new HashSet<>();

    for (long place = 0; place < sample.size(); place++) {
      long point = sample.point(place);
      assertThat(point).isBetween(0L, points - 1);
      seen.add(point);
    }
    assertThat(seen).hasSize((int) points);
  }

  @Test
  void aSampleIsSpreadOverTheGridAndFollowsItsSeed() {
    long grid = 1L << 40;
    RandomSample sample = new RandomSample(grid, 10_000, 1);
    int[] eighths = new int[8];
    for (long place = 0; place < sample.size(); place++) {
      eighths[(int) (sample.point(place) * 8 / grid)]++;
    }

    // 1250 expected in each; four standard deviations are 132.
    for (int count : eighths) {
      assertThat(count).isBetween(1250 - 132, 1250 + 132);
    }
    assertThat(new RandomSample(grid, 10, 1).point(3)).isEqualTo(sample.point(3));
    assertThat(new RandomSample(grid, 10, 2).point(3)).isNotEqualTo(sample.point(3));
  }

  @Test
  void theFrontIsWhatNoPointOutdoesWhateverTheOrder() {
    Random random = new Random(3);
    List<ParetoFront.Member> points = new ArrayList<>();
    for (int point = 0; point < 600; point++) {
      points.add(
          new ParetoFront.Member(
              point, new double[] {random.nextInt(12), random.nextInt(12), random.nextInt(12)}));
    }
    List<Long> expected =
        points.stream()
            .filter(point -> points.stream().noneMatch(other -> outdoes(other, point)))
            .map(ParetoFront.Member::point)
            .toList();

    for (int order = 0; order < 5; order++) {
      Collections.shuffle(points, random);
      ParetoFront front = new ParetoFront();
      points.forEach(point -> front.offer(point.point(), point.costs()));
      assertThat(front.members().stream().map(ParetoFront.Member::point))
          .containsExactlyElementsOf(expected);
    }
  }

  /** By the definition, point by point. */
  private static boolean outdoes(ParetoFront.Member one, ParetoFront.Member other) {
    boolean better = false;
    for (int i = 0; i < one.costs().length; i++) {
      if (one.costs()[i] > other.costs()[i]) {
        return false;
      }
      better |= one.costs()[i] < other.costs()[i];
    }
    return better || one.point() < other.point();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void anyNumberOfThreadsHandsOverTheSameBlocksInOrder(int threads) {
    Exploration exploration = Spaces.of(Spaces.SMALL);
    PointSequence grid = PointSequence.grid(exploration.gridSize());
    PointBlock alone = new PointEvaluator(exploration).evaluate(grid, 0, (int) grid.size());
    List<PointBlock> blocks = new ArrayList<>();
    try (LocalEngine engine = new LocalEngine(exploration, threads)) {
      engine.evaluate(
          grid,
          7,
          20,
          block -> {
            blocks.add(block);
            return true;
          });
    }

    long[] points = blocks.stream().flatMapToLong(block -> LongStream.of(block.points())).toArray();
    assertThat(points).containsExactly(LongStream.range(7, grid.size()).toArray());
    int row = 7;
    for (PointBlock block : blocks) {
      for (int i = 0; i < block.size(); i++) {
        assertThat(block.reasons()[i]).isEqualTo(alone.reasons()[row]);
        assertThat(block.costsOf(i)).containsExactly(alone.costsOf(row));
        row++;
      }
    }
  }

  @Test
  void anEngineStopsWhenItsSinkHasEnough() {
    Exploration exploration = Spaces.of(Spaces.SMALL);
    List<PointBlock> blocks = new ArrayList<>();
    try (LocalEngine engine = new LocalEngine(exploration, 2)) {
      engine.evaluate(
          PointSequence.grid(exploration.gridSize()),
          0,
          10,
          block -> {
            blocks.add(block);
            return blocks.size() < 3;
          });
    }

    assertThat(blocks).hasSize(3);
  }

  @Test
  void aSearchFindsMostOfTheFrontWithFewPointsAndFollowsItsSeed() {
    // 5,120 points, so that a search of 700 is no grid.
    Exploration exploration =
        Spaces.of(
            Spaces.SMALL
                .replace("count: 2", "count: 10")
                .replace("[8, 16, 32, 64]", "[4, 8, 12, 16, 24, 32, 48, 64]")
                .replace("{from: 8, to: 32, times: 2}", "[4, 8, 12, 16, 24, 32, 48, 64]"));
    Set<Long> whole = front(exploration, Strategy.GRID, 0, 1);
    Set<Long> found = front(exploration, Strategy.SEARCH, 700, 1);
    Set<Long> again = front(exploration, Strategy.SEARCH, 700, 1);
    Set<Long> sampled = front(exploration, Strategy.SAMPLE, 700, 1);

    assertThat(again).isEqualTo(found);
    assertThat(common(found, whole)).isGreaterThan(whole.size() / 2);
    assertThat(common(found, whole)).isGreaterThan(common(sampled, whole));
  }

  private static long common(Set<Long> some, Set<Long> others) {
    return some.stream().filter(others::contains).count();
  }

  private static Set<Long> front(
      Exploration exploration, Strategy strategy, long points, long seed) {
    ExplorationRun run = new ExplorationRun(exploration, strategy, points, seed);
    try (LocalEngine engine = new LocalEngine(exploration, 2)) {
      run.run(engine, 0, block -> true);
    }
    assertThat(run.evaluated()).isLessThanOrEqualTo(run.target());
    Set<Long> front = new HashSet<>();
    run.front().members().forEach(member -> front.add(member.point()));
    return front;
  }
}
