package io.bitwright.golden.transformer.naive;

import tools.jackson.databind.JsonNode;

/**
 * Rotary positions with the scalings of github huggingface/transformers, {@code
 * modeling_rope_utils.py}, written from their published formulas.
 */
final class NaiveRotary {
  private final JsonNode config;
  private final JsonNode scaling;
  private final int turned;
  private final int tokens;

  /**
   * @param turned numbers of each head that turn
   * @param tokens length of the sequence
   */
  NaiveRotary(JsonNode config, int turned, int tokens) {
    this.config = config;
    this.scaling = config.path("rope_scaling");
    this.turned = turned;
    this.tokens = tokens;
  }

  /** A row of heads of a token at a position, each turned. */
  double[] turn(double[] row, int headDimension, int position) {
    double[] result = row.clone();
    for (int head = 0; head < row.length; head += headDimension) {
      for (int i = 0; i < turned / 2; i++) {
        double angle = position * frequency(i);
        double first = row[head + i];
        double second = row[head + i + turned / 2];
        result[head + i] = factor() * (first * Math.cos(angle) - second * Math.sin(angle));
        result[head + i + turned / 2] =
            factor() * (second * Math.cos(angle) + first * Math.sin(angle));
      }
    }
    return result;
  }

  private String type() {
    String type = scaling.path("rope_type").asString("");
    return type.isEmpty() ? scaling.path("type").asString("default") : type;
  }

  private double number(String key) {
    return scaling.get(key).asDouble();
  }

  private double base() {
    return config.get("rope_theta").asDouble();
  }

  private double frequency(int i) {
    double plain = Math.pow(base(), -2.0 * i / turned);
    return switch (type()) {
      case "default" -> plain;
      case "linear" -> plain / number("factor");
      case "dynamic" -> {
        double trained = number("original_max_position_embeddings");
        double length = Math.max(tokens, trained);
        double growth = number("factor") * length / trained - number("factor") + 1;
        double base = base() * Math.pow(growth, turned / (turned - 2.0));
        yield Math.pow(base, -2.0 * i / turned);
      }
      case "llama3" -> llama3(plain);
      case "yarn" -> yarn(plain, i);
      default -> throw new IllegalArgumentException(type());
    };
  }

  private double llama3(double plain) {
    double trained = number("original_max_position_embeddings");
    double low = number("low_freq_factor");
    double high = number("high_freq_factor");
    double wavelength = 2 * Math.PI / plain;
    if (wavelength < trained / high) {
      return plain;
    }
    if (wavelength > trained / low) {
      return plain / number("factor");
    }
    double smooth = (trained / wavelength - low) / (high - low);
    return (1 - smooth) * plain / number("factor") + smooth * plain;
  }

  private double yarn(double plain, int i) {
    double from = dimensionOf(scaling.path("beta_fast").asDouble(32));
    double to = dimensionOf(scaling.path("beta_slow").asDouble(1));
    if (scaling.path("truncate").asBoolean(true)) {
      from = Math.floor(from);
      to = Math.ceil(to);
    }
    from = Math.max(from, 0);
    to = Math.min(to, turned - 1);
    double ramp = Math.min(1, Math.max(0, (i - from) / (to - from)));
    double extrapolation = 1 - ramp;
    return plain / number("factor") * (1 - extrapolation) + plain * extrapolation;
  }

  private double dimensionOf(double rotations) {
    double trained = number("original_max_position_embeddings");
    return turned * Math.log(trained / (rotations * 2 * Math.PI)) / (2 * Math.log(base()));
  }

  private double factor() {
    if (!type().equals("yarn")) {
      return 1;
    }
    if (scaling.has("attention_factor")) {
      return number("attention_factor");
    }
    double logarithm = Math.log(number("factor"));
    return scaling.has("mscale")
        ? (0.1 * number("mscale") * logarithm + 1)
            / (0.1 * number("mscale_all_dim") * logarithm + 1)
        : 0.1 * logarithm + 1;
  }
}
