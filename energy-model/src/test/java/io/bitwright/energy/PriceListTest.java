package io.bitwright.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which row prices which action, and what the price says of itself. */
class PriceListTest {
  private static final PriceList PRICES = EnergyLibrary.shipped().prices();

  @Test
  void aPublishedRowIsAppliedAsItStands() {
    EnergyPrice price = PRICES.get("multiplier", "multiply", "fp16", 7);
    assertThat(price.joulesPerAction()).isCloseTo(0.34e-12, within(1e-24));
    assertThat(price.sourceIds()).containsExactly("bitnet-2023");
    assertThat(price.sourceClass()).isEqualTo(SourceClass.PUBLISHED);
    assertThat(price.note()).isEmpty();
  }

  @Test
  void aFormatWithoutARowIsPricedAsAnotherAndSaysSo() {
    EnergyPrice price = PRICES.get("adder", "add", "bf16", 45);
    assertThat(price.energyPj()).isEqualTo(0.4);
    assertThat(price.sourceClass()).isEqualTo(SourceClass.DERIVED);
    assertThat(price.note()).startsWith("bf16 priced as fp16: ");
  }

  @Test
  void anUnverifiedRowStaysUnverified() {
    EnergyPrice price = PRICES.get("multiplier", "multiply", "int16", 7);
    assertThat(price.energyPj()).isEqualTo(1.48);
    assertThat(price.sourceIds()).containsExactly("jouppi-isca2021");
    assertThat(price.sourceClass()).isEqualTo(SourceClass.ASSUMED);
    assertThat(price.verified()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1,7", "5,7", "7,7", "16,7", "17,7", "18,45", "28,45", "45,45", "65,45", "180,45"})
  void anUntabulatedNodeIsPricedAtTheNearestInRatio(int nodeNm, int tabulated) {
    EnergyPrice price = PRICES.get("adder", "add", "int8", nodeNm);
    assertThat(price.entries().getFirst().key().nodeNm()).hasValue(tabulated);
    if (nodeNm == tabulated) {
      assertThat(price.note()).isEmpty();
    } else {
      assertThat(price.sourceClass()).isEqualTo(SourceClass.DERIVED);
      assertThat(price.note())
          .isEqualTo("no table for " + nodeNm + " nm; " + tabulated + " nm stands in, unscaled");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 7})
  void everyFormatIsPricedAtEveryTabulatedNodeAndAWiderOneIsNotCheaper(int nodeNm) {
    for (String component : new String[] {"adder", "multiplier"}) {
      String action = component.equals("adder") ? "add" : "multiply";
      assertThat(PRICES.formats(component, action))
          .containsExactly(
              "binary", "ternary", "int4", "int8", "int16", "int32", "fp8", "bf16", "fp16", "fp32");
      double int8 = PRICES.get(component, action, "int8", nodeNm).joulesPerAction();
      double int16 = PRICES.get(component, action, "int16", nodeNm).joulesPerAction();
      double int32 = PRICES.get(component, action, "int32", nodeNm).joulesPerAction();
      assertThat(int8).isLessThanOrEqualTo(int16);
      assertThat(int16).isLessThanOrEqualTo(int32);
    }
  }

  @ParameterizedTest
  @CsvSource({"8192,10", "32768,20", "1048576,100"})
  void anSramOfATabulatedSizeIsPricedByItsRow(long bytes, double picojoules) {
    EnergyPrice price = PRICES.getBySize("sram", "access", bytes, 45);
    assertThat(price.energyPj()).isEqualTo(picojoules);
    assertThat(price.sourceClass()).isEqualTo(SourceClass.PUBLISHED);
    assertThat(price.note()).isEmpty();
    assertThat(price.joulesPerByte()).isCloseTo(picojoules / 64 * 8 * 1e-12, within(1e-24));
  }

  /** 16 KiB is half way from 8 to 32 KiB in logarithms: 10 pJ x sqrt(2). */
  @Test
  void anSramBetweenIsInterpolatedInLogarithms() {
    EnergyPrice price = PRICES.getBySize("sram", "access", 16_384, 45);
    assertThat(price.energyPj()).isCloseTo(10 * Math.sqrt(2), within(1e-12));
    assertThat(price.sourceClass()).isEqualTo(SourceClass.DERIVED);
    assertThat(price.note())
        .isEqualTo("interpolated for 16384 bytes from 8192 bytes and 32768 bytes, log-log");
  }

  /** Five doublings make 20 pJ to 100 pJ, so that five more make it 500 pJ. */
  @Test
  void anSramLargerThanAllIsExtrapolatedAndSaysSo() {
    EnergyPrice price = PRICES.getBySize("sram", "access", 33_554_432, 45);
    assertThat(price.energyPj()).isCloseTo(500, within(1e-9));
    assertThat(price.sourceClass()).isEqualTo(SourceClass.ASSUMED);
    assertThat(price.note())
        .isEqualTo("extrapolated for 33554432 bytes from 32768 bytes and 1048576 bytes, log-log");
  }

  @Test
  void anSramSmallerThanAllIsPricedAsTheSmallestAndSaysSo() {
    EnergyPrice price = PRICES.getBySize("sram", "access", 100, 45);
    assertThat(price.energyPj()).isEqualTo(10);
    assertThat(price.note())
        .isEqualTo(
            "the smallest tabulated size, 8192 bytes, stands in for 100 bytes; an upper bound");
  }

  @Property(seed = "3", tries = 200)
  void aLargerSramIsNotCheaper(
      @ForAll @LongRange(min = 1, max = 1L << 30) long bytes,
      @ForAll @LongRange(min = 0, max = 1L << 20) long more) {
    for (int nodeNm : new int[] {7, 45}) {
      assertThat(PRICES.getBySize("sram", "access", bytes + more, nodeNm).energyPj())
          .isGreaterThanOrEqualTo(PRICES.getBySize("sram", "access", bytes, nodeNm).energyPj());
    }
  }

  @Test
  void memoryIsPricedByKindWhateverTheNodeAndTheCase() {
    EnergyPrice price = PRICES.get("dram", "transfer", "hbm2", 28);
    assertThat(price.joulesPerByte()).isCloseTo(3.97 * 8e-12, within(1e-24));
    assertThat(price.sourceIds()).containsExactly("oconnor-micro2017");
    assertThat(price.note()).isEmpty();
    assertThat(PRICES.get("dram", "transfer", "LPDDR4", 7).energyPjPerBit()).isEqualTo(8);
    assertThat(PRICES.get("dram", "transfer", "DDR3", 7).energyPjPerBit()).isEqualTo(1300.0 / 64);
  }

  @Test
  void anUnknownActionNamesTheNearest() {
    assertThat(PRICES.find("dram", "transfer", "LPDR4", 7)).isEmpty();
    assertThatThrownBy(() -> PRICES.get("dram", "transfer", "LPDR4", 7))
        .isInstanceOf(EnergyTableException.class)
        .hasMessage(
            "no energy table prices 'dram transfer LPDR4'; nearest: 'dram transfer LPDDR4'");
    assertThatThrownBy(() -> PRICES.getBySize("sramm", "access", 8, 7))
        .isInstanceOf(EnergyTableException.class)
        .hasMessage("no energy table prices 'sramm access'; nearest: 'sram access'");
  }

  @Test
  void aNodeBelowOneNanometreIsAProgrammingError() {
    assertThatThrownBy(() -> PRICES.get("adder", "add", "int8", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
