package io.bitwright.app.exploration;

import io.bitwright.spec.space.DesignSpace;
import io.jenetics.Genotype;
import io.jenetics.IntegerChromosome;
import io.jenetics.IntegerGene;
import io.jenetics.Mutator;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.UniformCrossover;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.engine.EvolutionStart;
import io.jenetics.ext.moea.NSGA2Selector;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A search for the front by NSGA-II (Deb et al. 2002) of Jenetics: choices are genes, each
 * generation's new points are one batch of the engine, and random numbers are drawn by one thread,
 * so that the points depend on space and seed alone. A point that does not count costs more than
 * any that does.
 */
public final class ParetoSearch {
  private static final int POPULATION = 64;
  private static final double CROSSOVER = 0.9;

  /** Generations without a new point after which the search has seen what it will see. */
  private static final int IDLE_GENERATIONS = 20;

  private final Exploration exploration;
  private final ExplorationEngine engine;
  private final long evaluations;
  private final long seed;
  private final Map<Long, double[]> costs = new LinkedHashMap<>();

  /**
   * A search.
   *
   * @param evaluations different points that it may evaluate at most, at least 1
   */
  public ParetoSearch(
      Exploration exploration, ExplorationEngine engine, long evaluations, long seed) {
    this.exploration = exploration;
    this.engine = engine;
    this.evaluations = Math.min(evaluations, exploration.gridSize());
    this.seed = seed;
  }

  /**
   * Runs it.
   *
   * @param sink takes each generation's new points and tells whether to go on
   */
  public void run(Predicate<PointBlock> sink) {
    RandomRegistry.with(
        new Random(seed),
        _ -> {
          evolve(sink);
          return seed;
        });
  }

  /** The points that were evaluated, in their order. */
  public PointSequence points() {
    return PointSequence.of(costs.keySet().stream().mapToLong(Long::longValue).toArray());
  }

  private void evolve(Predicate<PointBlock> sink) {
    boolean[] goesOn = {true};
    Engine<IntegerGene, Vec<double[]>> evolution =
        new Engine.Builder<IntegerGene, Vec<double[]>>(
                population -> evaluated(population, sink, goesOn), genotype())
            .optimize(Optimize.MINIMUM)
            .populationSize(POPULATION)
            .executor(Runnable::run)
            .alterers(
                new UniformCrossover<>(CROSSOVER),
                new Mutator<>(1.0 / exploration.space().variables().size()))
            .offspringSelector(
                new NSGA2Selector<>(Vec::dominance, Vec::compare, Vec::distance, Vec::length))
            .survivorsSelector(NSGA2Selector.ofVec())
            .build();
    EvolutionStart<IntegerGene, Vec<double[]>> start = EvolutionStart.empty();
    int idle = 0;
    while (goesOn[0] && costs.size() < evaluations && idle < IDLE_GENERATIONS) {
      int before = costs.size();
      EvolutionResult<IntegerGene, Vec<double[]>> result = evolution.evolve(start);
      start = result.next();
      idle = costs.size() == before ? idle + 1 : 0;
    }
  }

  private Genotype<IntegerGene> genotype() {
    DesignSpace space = exploration.space();
    List<IntegerChromosome> chromosomes = new ArrayList<>();
    space
        .variables()
        .forEach(variable -> chromosomes.add(IntegerChromosome.of(0, variable.values().size())));
    return Genotype.of(chromosomes);
  }

  private ISeq<Phenotype<IntegerGene, Vec<double[]>>> evaluated(
      Iterable<Phenotype<IntegerGene, Vec<double[]>>> population,
      Predicate<PointBlock> sink,
      boolean[] goesOn) {
    Set<Long> unknown = new LinkedHashSet<>();
    population.forEach(phenotype -> {
      long point = point(phenotype.genotype());
      if (!costs.containsKey(point) && costs.size() + unknown.size() < evaluations) {
        unknown.add(point);
      }
    });
    if (!unknown.isEmpty() && goesOn[0]) {
      long[] points = unknown.stream().mapToLong(Long::longValue).toArray();
      engine.evaluate(
          PointSequence.of(points),
          0,
          points.length,
          block -> {
            remember(block);
            goesOn[0] = sink.test(block);
            return goesOn[0];
          });
    }
    List<Phenotype<IntegerGene, Vec<double[]>>> all = new ArrayList<>();
    population.forEach(
        phenotype -> all.add(phenotype.withFitness(Vec.of(cost(point(phenotype.genotype()))))));
    return ISeq.of(all);
  }

  private void remember(PointBlock block) {
    for (int row = 0; row < block.size(); row++) {
      costs.put(block.points()[row], block.counts(row) ? block.costsOf(row) : worst());
    }
  }

  private double[] cost(long point) {
    double[] known = costs.get(point);
    return known == null ? worst() : known;
  }

  private double[] worst() {
    double[] worst = new double[exploration.space().objectives().size()];
    Arrays.fill(worst, Double.MAX_VALUE);
    return worst;
  }

  private long point(Genotype<IntegerGene> genotype) {
    int[] choices = new int[genotype.length()];
    for (int i = 0; i < choices.length; i++) {
      choices[i] = genotype.get(i).gene().intValue();
    }
    return exploration.space().point(choices);
  }
}
