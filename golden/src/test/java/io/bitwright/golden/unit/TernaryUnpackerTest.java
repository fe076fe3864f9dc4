package io.bitwright.golden.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TernaryUnpackerTest {
  @Test
  void digitsAreMostSignificantFirst() {
    assertThat(TernaryUnpacker.unpack(new int[] {2 * 81 + 27 + 3 + 2}, 5))
        .containsExactly(1, 0, -1, 0, 1);
    assertThat(TernaryUnpacker.unpack(new int[] {0, 242}, 7))
        .containsExactly(-1, -1, -1, -1, -1, 1, 1);
  }

  @Test
  void everyCodeComesBackFromItsTrits() {
    for (int value = 0; value < TernaryUnpacker.CODES; value++) {
      byte[] trits = TernaryUnpacker.unpack(new int[] {value}, 5);
      assertThat(TernaryUnpacker.pack(trits)).containsExactly(value);
      assertThat(TernaryUnpacker.hasError(new int[] {value})).isFalse();
    }
  }

  @Test
  void valuesThatAreNoCodesReadAsTheirRest() {
    for (int value = TernaryUnpacker.CODES; value < 256; value++) {
      assertThat(TernaryUnpacker.unpack(new int[] {value}, 5))
          .isEqualTo(TernaryUnpacker.unpack(new int[] {value - TernaryUnpacker.CODES}, 5));
      assertThat(TernaryUnpacker.hasError(new int[] {0, value})).isTrue();
    }
  }

  @Test
  void tritsOfAnyNumberComeBack() {
    Random random = new Random(5);
    for (int length = 1; length < 40; length++) {
      byte[] trits = new byte[length];
      for (int i = 0; i < length; i++) {
        trits[i] = (byte) (random.nextInt(3) - 1);
      }
      int[] packed = TernaryUnpacker.pack(trits);
      assertThat(packed).hasSize((length + 4) / 5);
      assertThat(Arrays.stream(packed).max().orElseThrow()).isLessThan(243);
      assertThat(TernaryUnpacker.unpack(packed, length)).isEqualTo(trits);
    }
    assertThatThrownBy(() -> TernaryUnpacker.pack(new byte[] {2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 is not a trit");
  }
}
