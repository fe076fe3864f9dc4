package io.bitwright.simulator.area;

import static org.assertj.core.api.Assertions.assertThat;

import io.bitwright.spec.accelerator.AcceleratorLibrary;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.part.FpgaPart;
import io.bitwright.spec.part.FpgaPartLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Do the arrays and buffers of the FPGA cards fit their parts, as docs/fpga_cards.md says? */
class FpgaCardTest {
  private static final Path PAGE = Path.of("..", "docs", "fpga_cards.md");

  /** Of each resource at most; the rest is for what is not generated with the array. */
  private static final double MOST = 0.8;

  enum Card {
    KV260("kv260", "xck26"),
    ZCU102("zcu102", "xczu9eg"),
    U280("u280", "xcu280"),
    ECP5_85F("ecp5-85f", "lfe5u-85f");

    private final String accelerator;
    private final String part;

    Card(String accelerator, String part) {
      this.accelerator = accelerator;
      this.part = part;
    }

    FpgaPart part() {
      return FpgaPartLibrary.get(part);
    }

    AreaEstimate estimate() {
      return AreaModel.shipped().of(AcceleratorLibrary.get(accelerator), part());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theArrayAndTheBuffersFitThePart(Card card) {
    AcceleratorSpec accelerator = AcceleratorLibrary.get(card.accelerator);
    AreaEstimate estimate = card.estimate();

    assertThat(accelerator.generable()).isTrue();
    assertThat(estimate.luts()).isPositive();
    assertThat(estimate.flipFlops()).isPositive();
    assertThat(estimate.blockRams()).isPositive();
    assertThat(estimate.largestShare(card.part())).isLessThanOrEqualTo(MOST);
    assertThat(estimate.fits(card.part(), MOST)).isTrue();
  }

  /** What is left holds more than the largest error of the model. */
  @ParameterizedTest
  @EnumSource
  void theErrorOfTheModelDoesNotMatter(Card card) {
    AreaEstimate estimate = card.estimate();
    double luts = (double) (estimate.luts() + estimate.memoryLuts()) / card.part().luts();
    double flipFlops = (double) estimate.flipFlops() / card.part().flipFlops();

    assertThat(luts * (1 + estimate.errors().luts().largest())).isLessThan(MOST);
    assertThat(flipFlops * (1 + estimate.errors().flipFlops().largest())).isLessThan(MOST);
  }

  @ParameterizedTest
  @EnumSource
  void thePageSaysWhatTheModelSays(Card card) throws IOException {
    AreaEstimate estimate = card.estimate();
    FpgaPart part = card.part();
    String shares =
        String.join(
            " | ",
            share(estimate.luts() + estimate.memoryLuts(), part.luts()),
            share(estimate.flipFlops(), part.flipFlops()),
            share(estimate.dspBlocks(), part.dspBlocks()),
            share(estimate.blockRams(), part.blockRams()),
            part.ultraRams() == 0 ? "-" : share(estimate.ultraRams(), part.ultraRams()));

    assertThat(
            Files.readString(PAGE).lines().filter(row -> row.startsWith("| `" + card.accelerator)))
        .singleElement()
        .asString()
        .contains("| `" + part.name() + "` |")
        .endsWith("| " + shares + " |");
  }

  private static String share(long taken, int offered) {
    double percent = 100.0 * taken / offered;
    String format = percent > 0 && percent < 1 ? "%.1f %% of %,d" : "%.0f %% of %,d";
    return String.format(Locale.ROOT, format, percent, offered);
  }
}
