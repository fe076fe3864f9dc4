package io.bitwright.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that generates RTL, builds it with Verilator, drives it with random and extreme data under
 * random stalls, and holds its values against the golden kernel and its cycles against the
 * simulator.
 *
 * <p>The method is invoked once for each accelerator, whose matrix units are all equal, or for the
 * unit chosen. After it the test fails unless there are no value mismatches and no cycle
 * differences; so the method may be empty. One with a parameter of the type {@link
 * io.bitwright.testbench.cosim.CosimReport} is given all runs, and may ask more of them.
 *
 * <pre>{@code
 * @Cosim("edge-ternary-16x16")
 * void rtlAgrees() {}
 *
 * @Cosim(value = "src/main/hardware/my-chip.yaml", cases = 50, seed = 7)
 * void rtlOfMyChipAgrees(CosimReport runs) {
 *   assertEquals(50, runs.cases());
 * }
 *
 * @Cosim(unit = "weight_stationary_array", settings = {"rows=5", "columns=3", "weights=ternary"})
 * void rtlOfTheUnitAgrees() {}
 * }</pre>
 *
 * <p>Without Verilator or a C++ compiler the test is aborted, which is reported as skipped; with
 * {@code CI=true} in the environment it fails.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(CosimExtension.class)
public @interface Cosim {
  /** Accelerators: names that ship, or paths of YAML files from the working folder of the tests. */
  String[] value() default {};

  /** A unit instead of accelerators, by its name from {@code bitwright list}. */
  String unit() default "";

  /** Settings of the unit, each {@code KEY=VALUE}; the rest have their standard values. */
  String[] settings() default {};

  /** Runs on each accelerator or unit, at least 1. */
  int cases() default 20;

  /** Seed of all that is random. */
  long seed() default 1;
}
