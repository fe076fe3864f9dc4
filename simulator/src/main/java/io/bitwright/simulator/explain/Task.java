package io.bitwright.simulator.explain;

import io.bitwright.simulator.estimate.Execution;
import io.bitwright.simulator.workload.ConvolutionAlgorithm;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.model.ModelConfig;
import io.bitwright.spec.workload.ConvolutionShape;
import io.bitwright.spec.workload.MatmulShape;
import io.bitwright.spec.workload.WorkloadSpec;

/** What a machine is asked to do. */
public sealed interface Task {

  /** Times every operator on a machine, those of layers that are alike together. */
  Execution on(AcceleratorSpec accelerator);

  /** The same, layer by layer. */
  Execution layerByLayer(AcceleratorSpec accelerator);

  /** The same for twice as many sequences; of a product, for twice as many rows. */
  Task withTwiceTheBatch();

  /** The format of the linear layers' weights. */
  NumberFormat weights();

  /** The same with other weights. */
  Task withWeights(NumberFormat weights);

  /** One forward pass of a model. */
  record Pass(ModelConfig model, WorkloadSpec workload) implements Task {
    @Override
    public Execution on(AcceleratorSpec accelerator) {
      return Execution.ofDistinctLayers(accelerator, model, workload);
    }

    @Override
    public Execution layerByLayer(AcceleratorSpec accelerator) {
      return Execution.ofModel(accelerator, model, workload);
    }

    @Override
    public Task withTwiceTheBatch() {
      return with(Math.multiplyExact(2, workload.batch()), workload.weights());
    }

    @Override
    public NumberFormat weights() {
      return workload.weights();
    }

    @Override
    public Task withWeights(NumberFormat weights) {
      return with(workload.batch(), weights);
    }

    private Task with(int batch, NumberFormat weights) {
      return new Pass(model, workload.with(batch, weights));
    }
  }

  /** One product alone. */
  record Product(MatmulShape shape, NumberFormat weights, NumberFormat activations)
      implements Task {
    @Override
    public Execution on(AcceleratorSpec accelerator) {
      return Execution.ofMatmul(accelerator, shape, weights, activations);
    }

    @Override
    public Execution layerByLayer(AcceleratorSpec accelerator) {
      return on(accelerator);
    }

    @Override
    public Task withTwiceTheBatch() {
      MatmulShape twice = new MatmulShape(Math.multiplyExact(2, shape.m()), shape.k(), shape.n());
      return new Product(twice, weights, activations);
    }

    @Override
    public Task withWeights(NumberFormat other) {
      return new Product(shape, other, activations);
    }
  }

  /** One convolution alone. */
  record Convolution(
      ConvolutionShape shape,
      ConvolutionAlgorithm algorithm,
      NumberFormat weights,
      NumberFormat activations)
      implements Task {
    @Override
    public Execution on(AcceleratorSpec accelerator) {
      return Execution.ofConvolution(accelerator, shape, algorithm, weights, activations);
    }

    @Override
    public Execution layerByLayer(AcceleratorSpec accelerator) {
      return on(accelerator);
    }

    @Override
    public Task withTwiceTheBatch() {
      ConvolutionShape twice = shape.withBatch(Math.multiplyExact(2, shape.batch()));
      return new Convolution(twice, algorithm, weights, activations);
    }

    @Override
    public Task withWeights(NumberFormat other) {
      return new Convolution(shape, algorithm, other, activations);
    }
  }
}
