package io.bitwright.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
    assertThat(price.sourceId()).isEqualTo("bitnet-2023");
    assertThat(price.status()).isEqualTo(EntryStatus.PUBLISHED);
    assertThat(price.note()).isEmpty();
  }

  @Test
  void aFormatWithoutARowIsPricedAsAnotherAndSaysSo() {
    EnergyPrice price = PRICES.get("adder", "add", "bf16", 45);
    assertThat(price.entry().energyPj()).isEqualTo(0.4);
    assertThat(price.status()).isEqualTo(EntryStatus.DERIVED);
    assertThat(price.note()).startsWith("bf16 priced as fp16: ");
  }

  @Test
  void anUnverifiedRowStaysUnverified() {
    EnergyPrice price = PRICES.get("multiplier", "multiply", "int16", 7);
    assertThat(price.entry().energyPj()).isEqualTo(1.48);
    assertThat(price.sourceId()).isEqualTo("jouppi-isca2021");
    assertThat(price.status()).isEqualTo(EntryStatus.UNVERIFIED);
  }

  @ParameterizedTest
  @CsvSource({"1,7", "5,7", "7,7", "16,7", "17,7", "18,45", "28,45", "45,45", "65,45", "180,45"})
  void anUntabulatedNodeIsPricedAtTheNearestInRatio(int nodeNm, int tabulated) {
    EnergyPrice price = PRICES.get("adder", "add", "int8", nodeNm);
    assertThat(price.entry().key().nodeNm()).hasValue(tabulated);
    if (nodeNm == tabulated) {
      assertThat(price.note()).isEmpty();
    } else {
      assertThat(price.status()).isEqualTo(EntryStatus.DERIVED);
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
  @CsvSource({
    "1,8192,10",
    "8192,8192,10",
    "8193,32768,20",
    "32768,32768,20",
    "32769,1048576,100",
    "1048576,1048576,100"
  })
  void anSramIsPricedAsTheSmallestThatHoldsIt(long bytes, long tabulated, double picojoules) {
    EnergyPrice price = PRICES.getBySize("sram", "access", bytes, 45);
    assertThat(price.entry().key().capacityBytes()).hasValue(tabulated);
    assertThat(price.entry().energyPj()).isEqualTo(picojoules);
    assertThat(price.status()).isEqualTo(EntryStatus.PUBLISHED);
    assertThat(price.joulesPerByte()).isCloseTo(picojoules / 64 * 8 * 1e-12, within(1e-24));
  }

  @Test
  void anSramLargerThanAllIsPricedAsTheLargestAndSaysSo() {
    EnergyPrice price = PRICES.getBySize("sram", "access", 25_165_824, 45);
    assertThat(price.entry().energyPj()).isEqualTo(100);
    assertThat(price.status()).isEqualTo(EntryStatus.DERIVED);
    assertThat(price.note())
        .isEqualTo(
            "the largest tabulated size, 1048576 bytes, stands in for 25165824 bytes; a lower"
                + " bound");
  }

  @Test
  void memoryIsPricedByKindWhateverTheNodeAndTheCase() {
    EnergyPrice price = PRICES.get("dram", "transfer", "hbm2", 28);
    assertThat(price.joulesPerByte()).isCloseTo(3.97 * 8e-12, within(1e-24));
    assertThat(price.sourceId()).isEqualTo("oconnor-micro2017");
    assertThat(price.note()).isEmpty();
    assertThat(PRICES.get("dram", "transfer", "LPDDR4", 7).entry().energyPjPerBit()).isEqualTo(8);
    assertThat(PRICES.get("dram", "transfer", "DDR3", 7).entry().energyPjPerBit())
        .isEqualTo(1300.0 / 64);
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
