package io.bitwright.golden.quantiser.posttraining;

import io.bitwright.golden.format.storage.MatrixShape;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Sets the smallest weights to 0; of equal ones the first go first. */
public sealed interface MagnitudePruning {

  /**
   * New weights, those that are pruned 0.
   *
   * @param weights N rows of K values; not written to
   * @throws io.bitwright.spec.SpecException if a value is not finite
   */
  float[][] prune(float[][] weights);

  /**
   * A share of all weights of a matrix, wherever they are, rounded down to whole weights.
   *
   * <p>Source: Han et al., Learning both Weights and Connections (arXiv 1506.02626) section 3.
   *
   * @param sparsity share that becomes 0, 0 to 1
   */
  record Unstructured(double sparsity) implements MagnitudePruning {
    /**
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public Unstructured {
      if (!(sparsity >= 0 && sparsity <= 1)) {
        throw new IllegalArgumentException("sparsity " + sparsity + "; allowed are 0 to 1");
      }
    }

    @Override
    public float[][] prune(float[][] weights) {
      MatrixShape shape = FiniteMatrix.weights(weights);
      float[] all = new WeightGroup(0, 0, shape.rows(), 0, shape.columns()).values(weights);
      setSmallestToZero(all, (int) (sparsity * all.length));
      float[][] pruned = new float[shape.rows()][shape.columns()];
      for (int n = 0; n < pruned.length; n++) {
        System.arraycopy(all, n * shape.columns(), pruned[n], 0, shape.columns());
      }
      return pruned;
    }
  }

  /**
   * Of each M consecutive weights of a row all but the N largest; of the last, shorter ones of a
   * row all but N, too.
   *
   * <p>Source: Zhou et al., Learning N:M Fine-grained Structured Sparse Neural Networks (arXiv
   * 2102.04010) section 3.
   *
   * @param kept N, 0 to M
   * @param of M, at least 1
   */
  record NOfM(int kept, int of) implements MagnitudePruning {
    /**
     * @throws IllegalArgumentException if more are kept than there are
     */
    public NOfM {
      if (kept < 0 || kept > of || of < 1) {
        throw new IllegalArgumentException(kept + ":" + of + " pruning");
      }
    }

    @Override
    public float[][] prune(float[][] weights) {
      MatrixShape shape = FiniteMatrix.weights(weights);
      float[][] pruned = new float[shape.rows()][shape.columns()];
      for (int n = 0; n < pruned.length; n++) {
        for (int from = 0; from < shape.columns(); from += of) {
          int to = Math.min(from + of, shape.columns());
          float[] group = new WeightGroup(0, n, n + 1, from, to).values(weights);
          setSmallestToZero(group, Math.max(group.length - kept, 0));
          System.arraycopy(group, 0, pruned[n], from, group.length);
        }
      }
      return pruned;
    }
  }

  private static void setSmallestToZero(float[] values, int count) {
    IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Math.abs(values[i])))
        .limit(count)
        .toList()
        .forEach(i -> values[i] = 0);
  }
}
