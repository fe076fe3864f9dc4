package io.bitwright.spec.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatmulShapeTest {

  @Test
  void aShapeIsWrittenAndCounted() {
    MatmulShape shape = new MatmulShape(2, 3, 5);

    assertThat(shape).hasToString("2x3x5");
    assertThat(shape.multiplyAccumulates()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 5", "2, 0, 5", "2, 3, -5"})
  void everyDimensionIsAtLeastOne(long m, long k, long n) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MatmulShape(m, k, n))
        .withMessage("a matmul's dimensions must be at least 1, got " + m + "x" + k + "x" + n);
  }

  @Test
  void aCountThatPasses64BitsIsNotWrapped() {
    MatmulShape huge = new MatmulShape(1L << 40, 1L << 40, 1);

    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(huge::multiplyAccumulates);
  }
}
