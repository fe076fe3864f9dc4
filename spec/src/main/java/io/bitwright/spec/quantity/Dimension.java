package io.bitwright.spec.quantity;

import io.bitwright.spec.QuotedText;
import io.bitwright.spec.SpecException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of physical quantity with the units it may be written in; the one parser of quantities.
 *
 * <p>SI prefixes are powers of ten, binary prefixes powers of two (IEC 80000-13): {@code kB} is
 * 1000 bytes, {@code KiB} is 1024 bytes. Letter case matters, as it does in the standards.
 */
public final class Dimension {
  public static final Dimension FREQUENCY =
      new Dimension("frequency", "hertz", "200 MHz", false, "1e12", "1000 GHz", hertz());
  public static final Dimension SIZE =
      new Dimension("size", "bytes", "32 KiB", true, "1e18", "1000000 TB", bytes(""));
  public static final Dimension BANDWIDTH =
      new Dimension(
          "bandwidth", "bytes/s", "19.2 GB/s", false, "1e18", "1000000 TB/s", bytes("/s"));
  public static final Dimension TIME =
      new Dimension("time", "seconds", "120 ns", true, "1e9", "1000000000 s", seconds());
  public static final Dimension POWER =
      new Dimension("power", "watts", "170 W", true, "1e9", "1000000 kW", watts());
  public static final Dimension PROCESS_NODE =
      new Dimension("process node", "nanometres", "7 nm", false, "1e3", "1000 nm", nanometres());
  public static final Dimension TRANSFER_RATE =
      new Dimension(
          "transfer rate", "transfers/s", "2400 MT/s", false, "1e12", "1000 GT/s", transfers());

  /** A number may not be longer: no arithmetic on text of any length. */
  private static final int LONGEST_TEXT = 64;

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?)\\s*([A-Za-z].*)?");

  private final String noun;
  private final String baseUnits;
  private final String example;
  private final boolean zeroAllowed;
  private final BigDecimal largest;
  private final String largestText;
  private final Map<String, BigDecimal> factors;

  private Dimension(
      String noun,
      String baseUnits,
      String example,
      boolean zeroAllowed,
      String largest,
      String largestText,
      Map<String, BigDecimal> factors) {
    this.noun = noun;
    this.baseUnits = baseUnits;
    this.example = example;
    this.zeroAllowed = zeroAllowed;
    this.largest = new BigDecimal(largest);
    this.largestText = largestText;
    this.factors = factors;
  }

  /** The units users may write; SI prefixes before binary ones, small before large. */
  public List<String> units() {
    return List.copyOf(factors.keySet());
  }

  /** What is expected, to follow "write" in a message: {@code a frequency such as 200 MHz}. */
  public String expectation() {
    return "a " + noun + " such as " + example;
  }

  /**
   * The value in the base unit (hertz, bytes, bytes per second, seconds, watts, nanometres,
   * transfers per second).
   *
   * @throws SpecException if the text is not a number with one of the units, or is out of range
   */
  public double parse(String text) {
    return exact(text).doubleValue();
  }

  /**
   * As {@link #parse}, for quantities that come in whole numbers of their base unit.
   *
   * @throws SpecException also if the value is not whole
   */
  public long parseWhole(String text) {
    BigDecimal value = exact(text);
    if (value.stripTrailingZeros().scale() > 0) {
      throw refused(text, "is not a whole number of " + baseUnits);
    }
    return value.longValueExact();
  }

  private BigDecimal exact(String text) {
    Matcher parts = NUMBER_AND_UNIT.matcher(text.strip());
    if (text.length() > LONGEST_TEXT || !parts.matches()) {
      throw refused(text, "is not a number with a unit");
    }
    String unit = parts.group(2);
    if (unit == null) {
      throw refused(text, "has no unit");
    }
    BigDecimal factor = factors.get(unit);
    if (factor == null) {
      throw refused(text, "is in " + unit + ", which is not a unit of " + noun + " here");
    }
    BigDecimal value = new BigDecimal(parts.group(1)).multiply(factor);
    boolean tooSmall = value.signum() < 0 || (value.doubleValue() == 0 && !zeroAllowed);
    if (tooSmall || value.compareTo(largest) > 0) {
      String least = zeroAllowed ? "at least 0 " : "above 0 ";
      String range = least + units().getFirst() + " and at most " + largestText;
      throw new SpecException(QuotedText.of(text) + " is out of range; a " + noun + " is " + range);
    }
    return value;
  }

  private SpecException refused(String text, String fault) {
    String units = String.join(", ", factors.keySet());
    return new SpecException(
        QuotedText.of(text)
            + " "
            + fault
            + "; write "
            + expectation()
            + " (allowed: "
            + units
            + ")");
  }

  private static Map<String, BigDecimal> hertz() {
    return powersOfTen(0, "Hz", "kHz", "MHz", "GHz");
  }

  private static Map<String, BigDecimal> bytes(String suffix) {
    Map<String, BigDecimal> units = new LinkedHashMap<>();
    List<String> decimal = List.of("B", "kB", "MB", "GB", "TB");
    List<String> binary = List.of("KiB", "MiB", "GiB", "TiB");
    for (int i = 0; i < decimal.size(); i++) {
      units.put(decimal.get(i) + suffix, BigDecimal.ONE.scaleByPowerOfTen(3 * i));
    }
    for (int i = 0; i < binary.size(); i++) {
      units.put(binary.get(i) + suffix, BigDecimal.valueOf(1L << (10 * (i + 1))));
    }
    return units;
  }

  private static Map<String, BigDecimal> seconds() {
    return powersOfTen(-12, "ps", "ns", "us", "ms", "s");
  }

  private static Map<String, BigDecimal> watts() {
    return powersOfTen(-6, "uW", "mW", "W", "kW");
  }

  private static Map<String, BigDecimal> nanometres() {
    return powersOfTen(0, "nm");
  }

  private static Map<String, BigDecimal> transfers() {
    return powersOfTen(6, "MT/s", "GT/s");
  }

  private static Map<String, BigDecimal> powersOfTen(int first, String... units) {
    Map<String, BigDecimal> factors = new LinkedHashMap<>();
    for (int i = 0; i < units.length; i++) {
      factors.put(units[i], BigDecimal.ONE.scaleByPowerOfTen(first + 3 * i));
    }
    return factors;
  }
}
