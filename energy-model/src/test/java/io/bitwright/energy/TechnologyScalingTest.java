package io.bitwright.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every rule of scaling keeps to, and one figure of each by hand. */
class TechnologyScalingTest {
  private static final PriceList PRICES = EnergyLibrary.shipped().prices();

  /** 16 nm from 7 nm and 45 nm: 0.007 pJ x (16 / 7)^(ln(0.03 / 0.007) / ln(45 / 7)). */
  @ParameterizedTest
  @CsvSource({
    "nearest,16,0.007",
    "interpolate,16,0.0133625",
    "dennard,32,0.0107877",
    "dennard,16,0.007",
    "dennard,90,0.24",
    "stillmaker,32,0.0159244",
    "stillmaker,90,0.1118932",
  })
  void anInt8AdditionByHand(String rule, int nodeNm, double picojoules) {
    EnergyPrice price =
        PRICES.scaledBy(TechnologyScalings.parse(rule)).get("adder", "add", "int8", nodeNm);
    assertThat(price.energyPj()).isCloseTo(picojoules, within(1e-6));
    assertThat(price.note()).contains(nodeNm + " nm");
    assertThat(price.sourceClass())
        .isEqualTo(rule.equals("stillmaker") ? SourceClass.ASSUMED : SourceClass.DERIVED);
  }

  @Property(seed = "5", tries = 300)
  void tabulatedEnergiesAreGivenAtTheirNodes(
      @ForAll @DoubleRange(min = 0.01, max = 1) double smallest,
      @ForAll @DoubleRange(min = 0, max = 10) double more,
      @ForAll @IntRange(min = 1, max = 60) int node,
      @ForAll @IntRange(min = 1, max = 60) int step) {
    List<TabulatedEnergy> tabulated = tabulated(smallest, more, node, step);
    for (TechnologyScaling rule : TechnologyScalings.ALL) {
      for (TabulatedEnergy energy : tabulated) {
        ScaledEnergy given = rule.at(tabulated, energy.nodeNm());
        assertThat(given.energyPj()).isEqualTo(energy.energyPj());
        assertThat(given.note()).isEmpty();
      }
    }
  }

  @Property(seed = "6", tries = 300)
  void aLargerNodeIsNeverCheaper(
      @ForAll @DoubleRange(min = 0.01, max = 1) double smallest,
      @ForAll @DoubleRange(min = 0, max = 10) double more,
      @ForAll @IntRange(min = 1, max = 60) int node,
      @ForAll @IntRange(min = 1, max = 60) int step) {
    List<TabulatedEnergy> tabulated = tabulated(smallest, more, node, step);
    for (TechnologyScaling rule : TechnologyScalings.ALL) {
      double before = 0;
      for (int nodeNm = 1; nodeNm <= 250; nodeNm++) {
        double here = rule.at(tabulated, nodeNm).energyPj();
        assertThat(here)
            .as("%s at %d nm", rule.label(), nodeNm)
            .isGreaterThanOrEqualTo(before * (1 - 1e-12));
        before = here;
      }
    }
  }

  private static List<TabulatedEnergy> tabulated(double smallest, double more, int node, int step) {
    List<TabulatedEnergy> tabulated = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tabulated.add(new TabulatedEnergy(node + i * step, smallest + i * more));
    }
    return tabulated;
  }

  @Test
  void everyTabulatedPriceIsTheSameByEveryRule() {
    for (TechnologyScaling rule : TechnologyScalings.ALL) {
      PriceList prices = PRICES.scaledBy(rule);
      for (int nodeNm : new int[] {7, 45}) {
        for (String format : PRICES.formats("adder", "add")) {
          assertThat(prices.get("adder", "add", format, nodeNm))
              .isEqualTo(PRICES.get("adder", "add", format, nodeNm));
        }
      }
    }
  }

  @Test
  void anUnknownRuleNamesTheNearest() {
    assertThatThrownBy(() -> TechnologyScalings.parse("interpolated"))
        .isInstanceOf(EnergyTableException.class)
        .hasMessage(
            "no technology scaling 'interpolated'; did you mean 'interpolate'? Allowed: nearest,"
                + " interpolate, dennard, stillmaker");
  }
}
