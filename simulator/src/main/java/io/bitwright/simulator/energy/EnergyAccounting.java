package io.bitwright.simulator.energy;

import io.bitwright.energy.EnergyLibrary;
import io.bitwright.energy.SourceClass;
import io.bitwright.energy.TechnologyScaling;
import io.bitwright.simulator.actions.ActionCounts;
import io.bitwright.simulator.actions.Arithmetic;
import io.bitwright.simulator.actions.BufferBytes;
import io.bitwright.simulator.actions.MultiplyAccumulates;
import io.bitwright.spec.SpecException;
import io.bitwright.spec.accelerator.AcceleratorSpec;
import io.bitwright.spec.accelerator.BufferSpec;
import io.bitwright.spec.accelerator.GpuSpec;
import io.bitwright.spec.quantity.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joules of counted actions on an accelerator: a pure function of the counts, the description and
 * the cited tables. Prices are looked up once; several threads may use it.
 *
 * <ul>
 *   <li>Arithmetic is priced by format and node. Multiply-accumulates of the array are priced as a
 *       whole, registers and all, where a table has their pair of formats (component {@code
 *       matrix_unit}).
 *   <li>Registers: {@link ArrayRegisters}.
 *   <li>On-chip bytes are priced by the size of their buffer; a graphics processor's, which cross
 *       its cache, by the size of that.
 *   <li>Off-chip bytes are priced by the kind of memory, a graphics processor's with the way
 *       through controller and die where a table has it; bytes between chips by the kind of the
 *       link.
 *   <li>Idle energy is the description's idle power over the whole time, or what leaks.
 * </ul>
 */
public final class EnergyAccounting {
  private static final ConventionPrices SHIPPED = new ConventionPrices();

  private final AcceleratorSpec accelerator;
  private final EnergyLibrary library;
  private final int nodeNm;
  private final TechnologyScaling scaling;
  private final ActionPrices prices;

  private EnergyAccounting(
      AcceleratorSpec accelerator, EnergyLibrary library, int nodeNm, TechnologyScaling scaling) {
    this.accelerator = accelerator;
    this.library = library;
    this.nodeNm = nodeNm;
    this.scaling = scaling;
    this.prices = new ActionPrices(library.prices().scaledBy(scaling), nodeNm);
  }

  /**
   * An accounting at the node and by the rule of scaling that the description names.
   *
   * @throws SpecException if one of its tables is missing or wrong, or there is no such rule
   */
  public static EnergyAccounting of(AcceleratorSpec accelerator) {
    return of(accelerator, accelerator.energyNodeNm());
  }

  /**
   * An accounting at a node, by the rule of scaling that the description names.
   *
   * @param nodeNm process node of the tables, in nanometres, at least 1
   * @throws SpecException as {@link #of(AcceleratorSpec)}
   */
  public static EnergyAccounting of(AcceleratorSpec accelerator, int nodeNm) {
    return of(accelerator, nodeNm, EnergyTables.scaling(accelerator.energy()));
  }

  /**
   * An accounting at a node and by a rule of scaling.
   *
   * @throws SpecException as {@link #of(AcceleratorSpec)}
   */
  public static EnergyAccounting of(
      AcceleratorSpec accelerator, int nodeNm, TechnologyScaling scaling) {
    return new EnergyAccounting(
        accelerator, EnergyTables.library(accelerator.energy()), nodeNm, scaling);
  }

  /**
   * The energy of additions and multiplications alone by the tables that ship, which no accelerator
   * is needed for.
   *
   * @param nodeNm process node of the tables, in nanometres, at least 1
   * @throws SpecException if no table prices a format; names the nearest
   */
  public static EnergyJoules arithmetic(ActionCounts actions, int nodeNm) {
    return EnergyJoules.of(arithmetic(actions.arithmetic(), SHIPPED.at(nodeNm)));
  }

  /** The tables that prices are taken from. */
  public EnergyLibrary library() {
    return library;
  }

  /** Process node of the prices, in nanometres. */
  public int nodeNm() {
    return nodeNm;
  }

  /** How a node that is not tabulated is priced. */
  public TechnologyScaling scaling() {
    return scaling;
  }

  /** The accelerator whose actions are priced. */
  public AcceleratorSpec accelerator() {
    return accelerator;
  }

  /**
   * The energy of actions and of the time they take.
   *
   * @param view what is counted
   * @param seconds time the actions take, at least 0; only idle energy and leakage depend on it
   * @throws SpecException if no table prices a format or the kind of memory; names the nearest
   */
  public EnergyJoules joules(ActionCounts actions, EnergyView view, double seconds) {
    return joules(actions, view).plus(standby(view, seconds));
  }

  /** The energy of actions without that of their time; otherwise as {@link #joules}. */
  public EnergyJoules joules(ActionCounts actions, EnergyView view) {
    if (view == EnergyView.ARITHMETIC) {
      return EnergyJoules.of(arithmetic(actions.arithmetic(), prices));
    }
    List<Arithmetic> apart = new ArrayList<>(actions.otherArithmetic());
    List<EnergyOrigin> array = new ArrayList<>();
    for (MultiplyAccumulates products : actions.multiplyAccumulates()) {
      Optional<ActionPrices.Priced> asBuilt = prices.array(products);
      if (asBuilt.isPresent()) {
        array.add(asBuilt.get().actions(products.count()));
      } else {
        apart.addAll(products.arithmetic());
        addRegisters(array, products);
      }
    }
    List<EnergyOrigin> origins =
        arithmetic(ActionCounts.ofArithmetic(apart).otherArithmetic(), prices);
    origins.addAll(array);
    addOnChip(origins, actions.onChipReads().plus(actions.onChipWrites()));
    double offChip = actions.offChipReadBytes() + actions.offChipWriteBytes();
    if (offChip > 0) {
      origins.add(prices.memory(accelerator).bytes(offChip));
    }
    return EnergyJoules.of(origins);
  }

  private static List<EnergyOrigin> arithmetic(List<Arithmetic> arithmetic, ActionPrices prices) {
    List<EnergyOrigin> origins = new ArrayList<>();
    for (Arithmetic line : arithmetic) {
      origins.add(prices.arithmetic(line.operation(), line.format()).actions(line.count()));
    }
    return origins;
  }

  private void addRegisters(List<EnergyOrigin> origins, MultiplyAccumulates products) {
    double bits = ArrayRegisters.bits(accelerator.matrixUnit(), products);
    if (bits > 0) {
      origins.add(prices.register().bytes(bits / Byte.SIZE));
    }
  }

  private void addOnChip(List<EnergyOrigin> origins, BufferBytes bytes) {
    if (accelerator.gpu().isPresent()) {
      GpuSpec gpu = accelerator.gpu().get();
      addBuffer(origins, "cache", gpu.cache().capacity().bytes(), bytes.total());
      return;
    }
    BufferSpec buffers = accelerator.buffers();
    addBuffer(origins, "weight buffer", buffers.weights().bytes(), bytes.weights());
    addBuffer(origins, "activation buffer", buffers.activations().bytes(), bytes.activations());
    addBuffer(origins, "result buffer", buffers.results().bytes(), bytes.results());
  }

  private void addBuffer(
      List<EnergyOrigin> origins, String name, long capacityBytes, double bytes) {
    if (bytes > 0) {
      origins.add(prices.buffer(name, capacityBytes).bytes(bytes));
    }
  }

  /**
   * The energy of bytes between chips.
   *
   * @throws SpecException if no table prices a technology; names the nearest
   */
  public EnergyJoules links(List<LinkBytes> links) {
    List<EnergyOrigin> origins = new ArrayList<>();
    for (LinkBytes link : links) {
      if (link.bytes() > 0) {
        origins.add(prices.link(link.kind()).bytes(link.bytes()));
      }
    }
    return EnergyJoules.of(origins);
  }

  /**
   * The energy of a chip doing nothing, or of what leaks; none in the arithmetic view.
   *
   * @param seconds at least 0
   */
  public EnergyJoules standby(EnergyView view, double seconds) {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("a run takes at least 0 s, got " + seconds);
    }
    if (view == EnergyView.ARITHMETIC || seconds == 0) {
      return EnergyJoules.NONE;
    }
    List<EnergyOrigin> origins = new ArrayList<>();
    accelerator
        .power()
        .idle()
        .ifPresent(power -> origins.add(described(EnergyComponent.IDLE, power, seconds)));
    accelerator
        .power()
        .leakage()
        .ifPresent(power -> origins.add(described(EnergyComponent.LEAKAGE, power, seconds)));
    return EnergyJoules.of(origins);
  }

  private EnergyOrigin described(EnergyComponent component, Power power, double seconds) {
    String item = component.label() + " power";
    return new EnergyOrigin(
        component,
        item,
        power.watts() * seconds,
        List.of(EnergyOrigin.ACCELERATOR),
        SourceClass.DERIVED,
        true,
        item + " of the description x time; its source: " + accelerator.source());
  }
}
