package io.bitwright.simulator.parallel;

import io.bitwright.simulator.pod.collective.Collective;
import io.bitwright.simulator.pod.collective.CollectiveChoice;
import io.bitwright.simulator.pod.topology.Axis;
import io.bitwright.simulator.training.PipelineTimes.PartSeconds;
import io.bitwright.spec.training.ParallelismSpec;
import io.bitwright.spec.training.Recomputation;
import io.bitwright.spec.training.ZeroStage;
import io.bitwright.spec.transformer.Arrangement;
import io.bitwright.spec.transformer.Experts;
import io.bitwright.spec.transformer.TransformerStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Times of one stage at one placement, with its collectives; {@link TrainingStep} says which there
 * are and what of them is exposed.
 */
final class StageTime {
  private final TrainingSetup setup;
  private final TrainingStage stage;
  private final Placement placement;
  private final PlacedCollectives times;
  private final ParallelismSpec parallelism;

  /** Only those of the placement that is told of are ever asked for. */
  private final List<Supplier<List<TrainingCollective>>> collectives = new ArrayList<>();

  private final double layers;
  private final double microBatches;
  private PassSeconds layer;
  private double hostWaitSeconds;
  private double exposedForward;
  private double exposedInMicroBatch;
  private double exposedInStep;

  StageTime(
      TrainingSetup setup, TrainingStage stage, Placement placement, PlacedCollectives times) {
    this.setup = setup;
    this.stage = stage;
    this.placement = placement;
    this.times = times;
    this.parallelism = setup.parallelism();
    this.layers = stage.pass().layers();
    this.microBatches = parallelism.microBatches();
    this.layer = stage.pass().inLayers().times(1 / layers);
    activations();
    experts();
    pipeline();
    if (parallelism.fsdp() > 1) {
      shards();
    }
    if (parallelism.replicas() > parallelism.fsdp()) {
      gradients();
    }
    sharedEmbedding();
  }

  TrainingStage stage() {
    return stage;
  }

  /** Seconds of one micro-batch, its exposed collectives included. */
  double microBatchSeconds() {
    return stage.pass().seconds().total() + exposedInMicroBatch + hostWaitSeconds;
  }

  /** Seconds of the forward pass of one micro-batch, its exposed collectives included. */
  double forwardSeconds() {
    return stage.pass().seconds().forward() + exposedForward;
  }

  /** Seconds of a micro-batch in one part of the stage. */
  PartSeconds part() {
    double forward = forwardSeconds() / parallelism.interleaving();
    return new PartSeconds(forward, microBatchSeconds() / parallelism.interleaving() - forward);
  }

  /** Of a micro-batch, seconds in which the host keeps the chips waiting. */
  double hostWaitSeconds() {
    return hostWaitSeconds;
  }

  /** Seconds of collectives that are exposed once a step. */
  double onceSeconds() {
    return exposedInStep;
  }

  List<TrainingCollective> collectives() {
    return collectives.stream().flatMap(some -> some.get().stream()).toList();
  }

  private boolean recomputes() {
    return setup.training().recomputation() == Recomputation.FULL;
  }

  private void activations() {
    if (parallelism.tensor() == 1) {
      return;
    }
    boolean sequential = setup.model().lastStack().arrangement() == Arrangement.SEQUENTIAL;
    double perLayer = sequential ? 2 : 1;
    boolean last = stage.stage() == parallelism.pipeline() - 1;
    double forward = stream("activations forward", perLayer, stage.stage() == 0 ? 1 : 0);
    exposedForward = exposedInMicroBatch;
    double backward = stream("activations backward", perLayer, last ? 1 : 0);
    double again = recomputes() ? stream("activations recomputed", perLayer, 0) : 0;
    layer = layer.plus(new PassSeconds(forward, backward, again));
  }

  /** Seconds a layer of the sums of the stream. */
  private double stream(String name, double perLayer, double outside) {
    double bytes = setup.streamBytes();
    double count = perLayer * layers + outside;
    if (!parallelism.sequenceParallel()) {
      return perLayer * exposed(name, Degree.TENSOR, Collective.ALL_REDUCE, bytes, count);
    }
    double part = bytes / parallelism.tensor();
    return perLayer
        * (exposed(name, Degree.TENSOR, Collective.REDUCE_SCATTER, bytes, count)
            + exposed(name, Degree.TENSOR, Collective.ALL_GATHER, part, count));
  }

  private void experts() {
    TransformerStack stack = setup.model().lastStack();
    Optional<Experts> routed = stack.feedForward().experts();
    if (parallelism.expert() == 1 || routed.isEmpty()) {
      return;
    }
    double inLayers = routed.get().layersOf(stack.layers()) * layers / stack.layers();
    double bytes = setup.streamBytes() * routed.get().perToken();
    double perLayer = 2 * inLayers / layers;
    double count = 2 * inLayers;
    Collective allToAll = Collective.ALL_TO_ALL;
    double forward = exposed("tokens forward", Degree.EXPERT, allToAll, bytes, count);
    exposedForward += forward * count;
    double backward = exposed("tokens backward", Degree.EXPERT, allToAll, bytes, count);
    double again =
        recomputes() ? exposed("tokens recomputed", Degree.EXPERT, allToAll, bytes, count) : 0;
    layer = layer.plus(new PassSeconds(forward, backward, again).times(perLayer));
  }

  private void pipeline() {
    if (parallelism.pipeline() == 1) {
      return;
    }
    double before = exposedInMicroBatch;
    double part = setup.streamBytes() / parallelism.tensor();
    double count = 2.0 * parallelism.interleaving();
    exposed("stream", Degree.PIPELINE, Collective.SEND_RECEIVE, part, count);
    if (parallelism.tensor() > 1 && !parallelism.sequenceParallel()) {
      exposed("stream gathered", Degree.TENSOR, Collective.ALL_GATHER, part, count);
    }
    exposedForward += (exposedInMicroBatch - before) / 2;
  }

  /** Seconds of one, all of which are exposed; so many a micro-batch. */
  private double exposed(
      String name, Degree degree, Collective collective, double bytes, double count) {
    CollectiveChoice choice = times.best(placement, List.of(degree), collective, bytes);
    double all = choice.seconds() * count;
    exposedInMicroBatch += all;
    collectives.add(() ->
        List.of(
            told(
                name,
                List.of(degree),
                collective,
                bytes,
                count * microBatches,
                all * microBatches)));
    return choice.seconds();
  }

  private TrainingCollective told(
      String name,
      List<Degree> degrees,
      Collective collective,
      double bytes,
      double count,
      double exposedSeconds) {
    CollectiveChoice choice = times.best(placement, degrees, collective, bytes);
    return new TrainingCollective(
        name,
        degrees.getLast(),
        collective,
        choice.algorithm().label(),
        bytes,
        count,
        choice.seconds() * count,
        exposedSeconds);
  }

  /** What the chips that share states out bring together and apart. */
  private void shards() {
    Parts weights =
        new Parts(
            Collective.ALL_GATHER,
            setup.sharing(),
            stage.dense().weights() / parallelism.fsdp(),
            stage.experts().weights() / ofExperts(),
            stage.outside().weights() / parallelism.fsdp());
    Parts gradients =
        new Parts(
            Collective.REDUCE_SCATTER,
            setup.sharing(),
            stage.dense().gradients(),
            stage.experts().gradients(),
            stage.outside().gradients());
    if (parallelism.zeroStage() == ZeroStage.WEIGHTS) {
      waitForHost();
      shardedWeights(weights, gradients);
    } else {
      wholeWeights(weights, gradients);
    }
  }

  /** Gathers of each layer's weights, and its gradients scattered, behind another layer. */
  private void shardedWeights(Parts weights, Parts gradients) {
    double gathers = recomputes() ? 2 : 1;
    double gather = weights.layerSeconds();
    double scatter = gradients.layerSeconds();
    double ofForward = weights.exposedBefore(layer.forward());
    double backward = layer.backward() + layer.recomputation();
    double behind = Math.max(0, gathers * gather + scatter - backward);
    double behindGathers = Math.min(behind, gathers * gather);
    double ofGathers = gather + (layers - 1) * behindGathers;
    double ofScatters =
        scatter + gradients.outsideSeconds() + (layers - 1) * (behind - behindGathers);
    weights.add("weights forward", 1, microBatches, ofForward);
    weights.addLayers("weights backward", gathers, microBatches, ofGathers);
    gradients.add("gradients scattered", 1, microBatches, ofScatters);
    exposedForward += ofForward;
    exposedInMicroBatch += ofForward + ofGathers + ofScatters;
  }

  /** Gradients scattered, and the updated weights gathered. */
  private void wholeWeights(Parts weights, Parts gradients) {
    double ofScatters = gradients.exposedBehind(layer.backward() + layer.recomputation());
    boolean eachMicroBatch = parallelism.zeroStage().shardsGradients();
    gradients.add("gradients scattered", 1, eachMicroBatch ? microBatches : 1, ofScatters);
    double ofWeights = weights.layerSeconds() * layers + weights.outsideSeconds();
    weights.add("updated weights", 1, 1, ofWeights);
    exposedInMicroBatch += eachMicroBatch ? ofScatters : 0;
    exposedInStep += ofWeights + (eachMicroBatch ? 0 : ofScatters);
  }

  /** Each pass of a gathered layer takes no less than the host needs to launch it. */
  private void waitForHost() {
    double host = setup.machine().shardedLayerSeconds();
    double forward = Math.max(host, layer.forward());
    double again = recomputes() ? Math.max(host, layer.recomputation()) : 0;
    PassSeconds launched = new PassSeconds(forward, layer.backward(), again);
    hostWaitSeconds = layers * (launched.total() - layer.total());
    exposedForward += layers * (launched.forward() - layer.forward());
    layer = launched;
  }

  /** Chips that share out the states of an expert. */
  private double ofExperts() {
    return setup.degrees().getOrDefault(Degree.FSDP, 1);
  }

  /** What the groups that each have all states sum up, once a step. */
  private void gradients() {
    Parts sums =
        new Parts(
            Collective.ALL_REDUCE,
            setup.repeating(),
            stage.dense().gradients() / parallelism.fsdp(),
            stage.experts().gradients() / ofExperts(),
            stage.outside().gradients() / parallelism.fsdp());
    double all = sums.layerSeconds() * layers + sums.outsideSeconds();
    double exposed =
        setup.exchange() == GradientExchange.AFTER_BACKWARD
            ? all
            : sums.exposedBehind(layer.backward() + layer.recomputation());
    sums.add("gradients summed", 1, 1, exposed);
    exposedInStep += exposed;
  }

  /** The gradients of a table that embedding and head share, between the stages that have it. */
  private void sharedEmbedding() {
    boolean apart = parallelism.zeroStage().shardsGradients();
    double bytes = stage.shared().gradients() / (apart ? parallelism.fsdp() : 1);
    List<Axis> ends = placement.ends(Degree.PIPELINE);
    if (bytes == 0 || ends.isEmpty()) {
      return;
    }
    CollectiveChoice choice = times.best(ends, Collective.ALL_REDUCE, bytes);
    exposedInStep += choice.seconds();
    collectives.add(() ->
        List.of(
            new TrainingCollective(
                "shared embedding summed",
                Degree.PIPELINE,
                Collective.ALL_REDUCE,
                choice.algorithm().label(),
                bytes,
                1,
                choice.seconds(),
                choice.seconds())));
  }

  /** Equal collectives of all layers, and one of embedding and head. */
  private record Sized(List<Degree> degrees, double bytes) {}

  private final class Parts {
    private final Collective collective;
    private final Sized dense;
    private final Sized experts;
    private final Sized outside;
    private final double layerSeconds;
    private final double outsideSeconds;

    Parts(
        Collective collective, List<Degree> degrees, double dense, double experts, double outside) {
      this.collective = collective;
      this.dense = new Sized(degrees, dense);
      this.experts = new Sized(degrees.subList(degrees.size() - 1, degrees.size()), experts);
      this.outside = new Sized(degrees, outside);
      this.layerSeconds = seconds(this.dense) + seconds(this.experts);
      this.outsideSeconds = seconds(this.outside);
    }

    private double seconds(Sized part) {
      return isNothing(part)
          ? 0
          : times.best(placement, part.degrees(), collective, part.bytes()).seconds();
    }

    private boolean isNothing(Sized part) {
      return part.bytes() == 0
          || part.degrees().stream().allMatch(degree -> placement.axes(degree).isEmpty());
    }

    double layerSeconds() {
      return layerSeconds;
    }

    double outsideSeconds() {
      return outsideSeconds;
    }

    /** Each is behind the layer before; embedding, head and first layer wait. */
    double exposedBefore(double computeSeconds) {
      return outsideSeconds()
          + layerSeconds()
          + (layers - 1) * Math.max(0, layerSeconds() - computeSeconds);
    }

    /**
     * All but the last layer's are behind the layers that follow; what is not done when these are
     * waits, as do the last and those of embedding and head.
     */
    double exposedBehind(double computeSeconds) {
      double hidden = (layers - 1) * Math.min(layerSeconds(), computeSeconds);
      return layers * layerSeconds() - hidden + outsideSeconds();
    }

    void add(String name, double perLayer, double times, double exposedEach) {
      collectives.add(() -> {
        List<TrainingCollective> all = layers(name, perLayer * layers * times);
        add(all, name + ", embedding and head", outside, times);
        return spread(all, exposedEach * times);
      });
    }

    void addLayers(String name, double perLayer, double times, double exposedEach) {
      collectives.add(() -> spread(layers(name, perLayer * layers * times), exposedEach * times));
    }

    private List<TrainingCollective> layers(String name, double count) {
      List<TrainingCollective> all = new ArrayList<>();
      add(all, name, dense, count);
      add(all, name + ", experts", experts, count);
      return all;
    }

    private void add(List<TrainingCollective> all, String name, Sized part, double count) {
      if (!isNothing(part)) {
        all.add(told(name, part.degrees(), collective, part.bytes(), count, 0));
      }
    }

    /** Gives each its share of the exposed time. */
    private List<TrainingCollective> spread(List<TrainingCollective> some, double exposedSeconds) {
      double all = some.stream().mapToDouble(TrainingCollective::seconds).sum();
      some.replaceAll(one -> one.exposing(all == 0 ? 0 : exposedSeconds * one.seconds() / all));
      return some;
    }
  }
}
