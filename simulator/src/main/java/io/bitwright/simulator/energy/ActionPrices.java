package io.bitwright.simulator.energy;

import io.bitwright.energy.EnergyPrice;
import io.bitwright.energy.EnergyTableException;
import io.bitwright.energy.PriceList;
import io.bitwright.simulator.actions.Arithmetic.Operation;
import io.bitwright.simulator.actions.MultiplyAccumulates;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.format.NumberFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the actions of an accelerator cost, each looked up once. */
final class ActionPrices {
  /**
   * An action with its price.
   *
   * @param item as reports name it
   */
  record Priced(EnergyComponent component, String item, EnergyPrice price) {
    EnergyOrigin actions(double count) {
      return EnergyOrigin.of(component, item, count * price.joulesPerAction(), price);
    }

    EnergyOrigin bytes(double bytes) {
      return EnergyOrigin.of(component, item, bytes * price.joulesPerByte(), price);
    }
  }

  private record Operand(Operation operation, NumberFormat format) {}

  private record Pair(NumberFormat weights, NumberFormat activations) {}

  private final PriceList prices;
  private final int nodeNm;
  private final Map<Operand, Priced> arithmetic = new ConcurrentHashMap<>();
  private final Map<Pair, Optional<Priced>> arrays = new ConcurrentHashMap<>();
  private final Map<String, Priced> others = new ConcurrentHashMap<>();

  ActionPrices(PriceList prices, int nodeNm) {
    this.prices = prices;
    this.nodeNm = nodeNm;
  }

  Priced arithmetic(Operation operation, NumberFormat format) {
    return arithmetic.computeIfAbsent(new Operand(operation, format), this::arithmetic);
  }

  private Priced arithmetic(Operand operand) {
    String format = operand.format().label();
    return switch (operand.operation()) {
      case ADD -> new Priced(EnergyComponent.ADD, "add " + format, priced("adder", "add", format));
      case MULTIPLY ->
          new Priced(
              EnergyComponent.MULTIPLY,
              "multiply " + format,
              priced("multiplier", "multiply", format));
    };
  }

  /** Multiply-accumulates of the array as it is built, if a table has them. */
  Optional<Priced> array(MultiplyAccumulates products) {
    return arrays.computeIfAbsent(
        new Pair(products.weights(), products.activations()),
        _ ->
            prices
                .find("matrix_unit", "multiply_accumulate", products.pair(), nodeNm)
                .map(price ->
                    new Priced(
                        EnergyComponent.MATRIX_UNIT,
                        "multiply-accumulate " + products.pair(),
                        price)));
  }

  Priced register() {
    return others.computeIfAbsent(
        "register",
        _ ->
            new Priced(
                EnergyComponent.REGISTERS,
                "register of the array",
                priced("register", "write", "")));
  }

  /** An access to a buffer by its name in reports. */
  Priced buffer(String name, long bytes) {
    return others.computeIfAbsent(
        name,
        _ ->
            new Priced(
                EnergyComponent.ON_CHIP,
                "%s of %d bytes".formatted(name, bytes),
                orSpecException(() -> prices.getBySize("sram", "access", bytes, nodeNm))));
  }

  Priced memory(AcceleratorSpec accelerator) {
    return others.computeIfAbsent(
        "memory",
        _ ->
            new Priced(
                EnergyComponent.OFF_CHIP,
                accelerator.memory().kind() + " transfer",
                memoryPrice(accelerator)));
  }

  private EnergyPrice memoryPrice(AcceleratorSpec accelerator) {
    String kind = accelerator.memory().kind();
    if (accelerator.gpu().isPresent()) {
      Optional<EnergyPrice> path = prices.find("dram", "path", kind, nodeNm);
      if (path.isPresent()) {
        return path.get();
      }
    }
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

  Priced link(String kind) {
    return others.computeIfAbsent(
        "link " + kind,
        _ ->
            new Priced(
                EnergyComponent.INTERCONNECT,
                (kind + " link transfer").strip(),
                priced("link", "transfer", kind)));
  }

  private EnergyPrice priced(String component, String action, String format) {
    return orSpecException(() -> prices.get(component, action, format, nodeNm));
  }

  private static EnergyPrice orSpecException(Supplier<EnergyPrice> lookup) {
    try {
      return lookup.get();
    } catch (EnergyTableException unpriced) {
      throw new SpecException(String.valueOf(unpriced.getMessage()), unpriced);
    }
  }
}
