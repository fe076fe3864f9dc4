package io.bitwright.testbench.liberty;

import io.bitwright.spec.Vocabulary;
import java.util.List;
import java.util.Locale;

/** What a timing arc states (Liberty Reference Manual, "timing_type Simple Attribute"). */
public enum TimingType {
  COMBINATIONAL,
  COMBINATIONAL_RISE,
  COMBINATIONAL_FALL,
  THREE_STATE_ENABLE,
  THREE_STATE_ENABLE_RISE,
  THREE_STATE_ENABLE_FALL,
  THREE_STATE_DISABLE,
  THREE_STATE_DISABLE_RISE,
  THREE_STATE_DISABLE_FALL,
  RISING_EDGE,
  FALLING_EDGE,
  PRESET,
  CLEAR,
  SETUP_RISING,
  SETUP_FALLING,
  HOLD_RISING,
  HOLD_FALLING,
  RECOVERY_RISING,
  RECOVERY_FALLING,
  REMOVAL_RISING,
  REMOVAL_FALLING,
  SKEW_RISING,
  SKEW_FALLING,
  NON_SEQ_SETUP_RISING,
  NON_SEQ_SETUP_FALLING,
  NON_SEQ_HOLD_RISING,
  NON_SEQ_HOLD_FALLING,
  NOCHANGE_HIGH_HIGH,
  NOCHANGE_HIGH_LOW,
  NOCHANGE_LOW_HIGH,
  NOCHANGE_LOW_LOW,
  MIN_PULSE_WIDTH,
  MINIMUM_PERIOD,
  MIN_CLOCK_TREE_PATH,
  MAX_CLOCK_TREE_PATH,
  CLOCK_TREE_PATH,
  RETAIN;

  static final Vocabulary<TimingType> VOCABULARY =
      Vocabulary.of("timing type", List.of(values()), type -> type.name().toLowerCase(Locale.ROOT));
}
