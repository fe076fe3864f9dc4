package io.bitwright.spec.training;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.format.NumberFormat;
import io.bitwright.spec.workload.LoraSpec;
import java.util.List;

/** Which parameters a training step changes, and what stands in memory for the others. */
public sealed interface TrainingMethod {
  /** The words users may write, without the numbers of a method. */
  Vocabulary<String> VOCABULARY =
      Vocabulary.of(
          "training method",
          List.of(
              "full", "lora", "qlora", "prefix", "prompt", "adapters", "alpha-tuning", "bitnet"),
          word -> word);

  /** The word of the method. */
  String label();

  /** All parameters are trained. */
  record Full() implements TrainingMethod {
    @Override
    public String label() {
      return "full";
    }
  }

  /** Adapters of low rank beside frozen linear layers (Hu et al. 2021, arXiv 2106.09685). */
  record Lora(LoraSpec adapters) implements TrainingMethod {
    @Override
    public String label() {
      return "lora";
    }
  }

  /**
   * The same beside linear layers in NF4 with a factor for each 64 weights (Dettmers et al. 2023,
   * arXiv 2305.14314, section 3). LoftQ (Li et al. 2023, arXiv 2310.08659) starts from other values
   * and stores the same.
   *
   * @param doubleQuantization whether the factors are of 8 bits, with a factor in fp32 for each 256
   *     of them, instead of fp32
   */
  record Qlora(LoraSpec adapters, boolean doubleQuantization) implements TrainingMethod {
    @Override
    public String label() {
      return "qlora";
    }
  }

  /**
   * Trained keys and values before those of the tokens, in each layer (Li and Liang 2021, arXiv
   * 2101.00190, section 4). The network that makes them while training is not counted.
   *
   * @param tokens length of the prefix, at least 1
   */
  record Prefix(int tokens) implements TrainingMethod {
    public Prefix {
      requirePositive("prefix tokens", tokens);
    }

    @Override
    public String label() {
      return "prefix";
    }
  }

  /**
   * Trained vectors before those of the tokens, before the first layer (Lester et al. 2021, arXiv
   * 2104.08691, section 2).
   *
   * @param tokens length of the prompt, at least 1
   */
  record Prompt(int tokens) implements TrainingMethod {
    public Prompt {
      requirePositive("prompt tokens", tokens);
    }

    @Override
    public String label() {
      return "prompt";
    }
  }

  /**
   * Two narrow feed-forward parts with biases in each layer, one behind attention and one behind
   * the feed-forward part; norms are trained, too (Houlsby et al. 2019, arXiv 1902.00751, section
   * 2.1).
   *
   * @param width inside of an adapter (m), at least 1
   */
  record Adapters(int width) implements TrainingMethod {
    public Adapters {
      requirePositive("adapter width", width);
    }

    @Override
    public String label() {
      return "adapters";
    }
  }

  /**
   * Linear layers in binary codes with a factor for each row and bit, of which the first of each
   * row is trained (Kwon et al. 2022, arXiv 2210.03858, section 3).
   *
   * @param bits binary codes of a weight (q), 1 to 8
   */
  record AlphaTuning(int bits) implements TrainingMethod {
    public AlphaTuning {
      if (bits < 1 || bits > Byte.SIZE) {
        throw new SpecException("bits of alpha-tuning must be from 1 to 8, got " + bits);
      }
    }

    @Override
    public String label() {
      return "alpha-tuning";
    }
  }

  /**
   * All parameters are trained through the rounding of the linear layers (straight-through), whose
   * latent weights stay in fp32 beside their codes (BitNet, Wang et al. 2023, arXiv 2310.11453,
   * section 2.2).
   *
   * @param codes format of the rounded weights: binary or ternary
   */
  record StraightThrough(NumberFormat codes) implements TrainingMethod {
    public StraightThrough {
      if (codes != NumberFormat.BINARY && codes != NumberFormat.TERNARY) {
        throw new SpecException("bitnet trains binary or ternary weights, not " + codes);
      }
    }

    @Override
    public String label() {
      return "bitnet";
    }
  }

  private static void requirePositive(String name, int number) {
    if (number < 1) {
      throw new SpecException(name + " must be at least 1, got " + number);
    }
  }
}
