package io.bitwright.spec.workload;

import io.bitwright.spec.SpecException;
import io.bitwright.spec.Vocabulary;
import io.bitwright.spec.document.IntegerRange;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Convolutions as text: {@code 1x56x56x64,128x3x3,stride=2,padding=same,groups=4}, images x height
 * x width x channels, then filters x kernel height x kernel width, then what differs from stride 1,
 * padding same and 1 group. Blanks may stand for commas.
 */
final class ConvolutionText {
  private static final Pattern INPUT = Pattern.compile("(\\d+)[xX](\\d+)[xX](\\d+)[xX](\\d+)");
  private static final Pattern FILTERS = Pattern.compile("(\\d+)[xX](\\d+)[xX](\\d+)");
  private static final IntegerRange SIZE = new IntegerRange(1, 1 << 20);
  private static final IntegerRange KERNEL = new IntegerRange(1, 1 << 12);

  private enum Key {
    STRIDE,
    PADDING,
    GROUPS;

    static final Vocabulary<Key> VOCABULARY =
        Vocabulary.of("key of a convolution", List.of(values()), Key::label);

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private ConvolutionText() {}

  static ConvolutionShape parse(String text) {
    String[] parts = text.strip().split("[,\\s]+", -1);
    Matcher input = INPUT.matcher(parts[0]);
    Matcher filters = FILTERS.matcher(parts.length > 1 ? parts[1] : "");
    if (!input.matches() || !filters.matches()) {
      throw new SpecException(
          "convolution: '"
              + text
              + "' is not NxHxWxC,FxRxS such as 1x56x56x64,128x3x3,stride=2 (N images of H x W x C,"
              + " F filters of R x S)");
    }
    Map<Key, String> values = values(parts);
    try {
      return new ConvolutionShape(
          number("images", SIZE, input.group(1)),
          number("height", SIZE, input.group(2)),
          number("width", SIZE, input.group(3)),
          number("channels", SIZE, input.group(4)),
          number("filters", SIZE, filters.group(1)),
          number("kernel height", KERNEL, filters.group(2)),
          number("kernel width", KERNEL, filters.group(3)),
          number("stride", SIZE, values.getOrDefault(Key.STRIDE, "1")),
          padding(values.getOrDefault(Key.PADDING, ConvolutionPadding.SAME.toString())),
          number("groups", SIZE, values.getOrDefault(Key.GROUPS, "1")));
    } catch (IllegalArgumentException impossible) {
      throw new SpecException("convolution: " + impossible.getMessage(), impossible);
    }
  }

  private static Map<Key, String> values(String[] parts) {
    Map<Key, String> values = new EnumMap<>(Key.class);
    for (int i = 2; i < parts.length; i++) {
      String[] assignment = parts[i].split("=", 2);
      Key key = named(assignment[0]);
      if (assignment.length < 2) {
        throw new SpecException(
            "convolution: " + key.label() + " has no value; write " + key.label() + "=...");
      }
      if (values.put(key, assignment[1]) != null) {
        throw new SpecException("convolution: " + key.label() + " stands twice");
      }
    }
    return values;
  }

  private static Key named(String word) {
    try {
      return Key.VOCABULARY.parse(word);
    } catch (SpecException unknown) {
      throw unknown.at("convolution");
    }
  }

  private static int number(String what, IntegerRange range, String text) {
    try {
      return range.parse(text);
    } catch (SpecException wrong) {
      throw wrong.at("convolution: " + what);
    }
  }

  private static ConvolutionPadding padding(String text) {
    try {
      return ConvolutionPadding.parse(text);
    } catch (SpecException wrong) {
      throw new SpecException(
          "convolution: padding: " + wrong.getMessage() + ", same or valid", wrong);
    }
  }

  static String of(ConvolutionShape shape) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%dx%dx%dx%d,%dx%dx%d"
            .formatted(
                shape.batch(),
                shape.inputHeight(),
                shape.inputWidth(),
                shape.inputChannels(),
                shape.outputChannels(),
                shape.kernelHeight(),
                shape.kernelWidth()));
    if (shape.stride() != 1) {
      text.append(",stride=").append(shape.stride());
    }
    if (!shape.padding().equals(ConvolutionPadding.SAME)) {
      text.append(",padding=").append(shape.padding());
    }
    if (shape.groups() != 1) {
      text.append(",groups=").append(shape.groups());
    }
    return text.toString();
  }
}
