package io.bitwright.simulator.energy;

import io.bitwright.energy.EnergyLibrary;
import io.bitwright.energy.EnergyPrice;
import io.bitwright.energy.EnergyTableException;
import io.bitwright.energy.EntryStatus;
import io.bitwright.energy.PriceList;
import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.BufferSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Joules of counted actions: a pure function of the counts, the accelerator and the cited tables.
 *
 * <p>Arithmetic is priced by format and node. On-chip bytes are priced by the size of the largest
 * buffer, since the counts do not tell the buffers apart: an upper bound for the smaller ones.
 * Off-chip bytes are priced by the kind of memory, bytes between chips by the link, and idle energy
 * is the accelerator's idle power over the whole time.
 */
public final class EnergyAccounting {
  private final PriceList prices;

  /** An accounting over the tables that ship. */
  public EnergyAccounting() {
    this(EnergyLibrary.shipped().prices());
  }

  /** An accounting over the given prices. */
  public EnergyAccounting(PriceList prices) {
    this.prices = prices;
  }

  /**
   * The energy of actions on an accelerator.
   *
   * @param view what is counted
   * @param nodeNm process node of the tables, in nanometres, at least 1
   * @param seconds time the actions take, at least 0; only idle energy depends on it
   * @throws SpecException if no table prices a format or the kind of memory; names the nearest
   */
  public EnergyJoules joules(
      ActionCounts actions,
      AcceleratorSpec accelerator,
      EnergyView view,
      int nodeNm,
      double seconds) {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("a run takes at least 0 s, got " + seconds);
    }
    List<EnergyOrigin> origins = arithmeticOrigins(actions, nodeNm);
    if (view == EnergyView.SYSTEM) {
      addOnChip(origins, actions, accelerator.buffers(), nodeNm);
      addOffChip(origins, actions, accelerator, nodeNm);
      addInterconnect(origins, actions, nodeNm);
      addIdle(origins, accelerator, seconds);
    }
    return EnergyJoules.of(origins);
  }

  /**
   * The energy of the additions and multiplications alone, which no accelerator is needed for.
   *
   * @param nodeNm process node of the tables, in nanometres, at least 1
   * @throws SpecException if no table prices a format; names the nearest
   */
  public EnergyJoules arithmetic(ActionCounts actions, int nodeNm) {
    return EnergyJoules.of(arithmeticOrigins(actions, nodeNm));
  }

  private List<EnergyOrigin> arithmeticOrigins(ActionCounts actions, int nodeNm) {
    List<EnergyOrigin> origins = new ArrayList<>();
    for (Arithmetic operations : actions.arithmetic()) {
      String format = operations.format().label();
      origins.add(
          switch (operations.operation()) {
            case ADD -> {
              EnergyPrice price = priced("adder", "add", format, nodeNm);
              double joules = operations.count() * price.joulesPerAction();
              yield origin(EnergyComponent.ADD, "add " + format, joules, price);
            }
            case MULTIPLY -> {
              EnergyPrice price = priced("multiplier", "multiply", format, nodeNm);
              double joules = operations.count() * price.joulesPerAction();
              yield origin(EnergyComponent.MULTIPLY, "multiply " + format, joules, price);
            }
          });
    }
    return origins;
  }

  private EnergyPrice priced(String component, String action, String format, int nodeNm) {
    return orSpecException(() -> prices.get(component, action, format, nodeNm));
  }

  private static EnergyPrice orSpecException(Supplier<EnergyPrice> lookup) {
    try {
      return lookup.get();
    } catch (EnergyTableException unpriced) {
      throw new SpecException(String.valueOf(unpriced.getMessage()), unpriced);
    }
  }

  private void addOnChip(
      List<EnergyOrigin> origins, ActionCounts actions, BufferSpec buffers, int nodeNm) {
    double bytes = actions.onChipReadBytes() + actions.onChipWriteBytes();
    if (bytes == 0) {
      return;
    }
    long largest =
        Math.max(
            buffers.weights().bytes(),
            Math.max(buffers.activations().bytes(), buffers.results().bytes()));
    EnergyPrice price = orSpecException(() -> prices.getBySize("sram", "access", largest, nodeNm));
    String item = "SRAM access, priced for " + largest + " bytes";
    origins.add(origin(EnergyComponent.ON_CHIP, item, bytes * price.joulesPerByte(), price));
  }

  private void addOffChip(
      List<EnergyOrigin> origins, ActionCounts actions, AcceleratorSpec accelerator, int nodeNm) {
    double bytes = actions.offChipReadBytes() + actions.offChipWriteBytes();
    if (bytes == 0) {
      return;
    }
    EnergyPrice price = memoryPrice(accelerator, nodeNm);
    String item = accelerator.memory().kind() + " transfer";
    origins.add(origin(EnergyComponent.OFF_CHIP, item, bytes * price.joulesPerByte(), price));
  }

  private EnergyPrice memoryPrice(AcceleratorSpec accelerator, int nodeNm) {
    String kind = accelerator.memory().kind();
    try {
      return prices.get("dram", "transfer", kind, nodeNm);
    } catch (EnergyTableException unpriced) {
      throw new SpecException(
          "accelerator "
              + accelerator.name()
              + ": memory kind '"
              + kind
              + "': "
              + unpriced.getMessage()
              + "; allowed: "
              + String.join(", ", prices.formats("dram", "transfer")),
          unpriced);
    }
  }

  private void addInterconnect(List<EnergyOrigin> origins, ActionCounts actions, int nodeNm) {
    double bytes = actions.interconnectBytes();
    if (bytes == 0) {
      return;
    }
    EnergyPrice price = priced("link", "transfer", "", nodeNm);
    double joules = bytes * price.joulesPerByte();
    origins.add(origin(EnergyComponent.INTERCONNECT, "link transfer", joules, price));
  }

  private static void addIdle(
      List<EnergyOrigin> origins, AcceleratorSpec accelerator, double seconds) {
    accelerator
        .idlePower()
        .ifPresent(power ->
            origins.add(
                new EnergyOrigin(
                    EnergyComponent.IDLE,
                    "idle power",
                    power.watts() * seconds,
                    "accelerator",
                    EntryStatus.DERIVED,
                    "idle power of the description x time; its source: " + accelerator.source())));
  }

  private static EnergyOrigin origin(
      EnergyComponent component, String item, double joules, EnergyPrice price) {
    return new EnergyOrigin(
        component, item, joules, price.sourceId(), price.status(), price.note());
  }
}
