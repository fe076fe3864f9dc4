package io.bitwright.codegen.model;

import io.bitwright.codegen.unit.Direction;
import io.bitwright.codegen.unit.Setting;
import io.bitwright.codegen.unit.StreamField;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.UnitInterface;
import io.bitwright.codegen.unit.UnitModel;
import java.util.ArrayList;
import java.util.List;

/**
 * The model of {@code component.ipxact.xml.ftl}: a unit as an IEEE 1685-2014 component.
 *
 * <p>Each stream is an AXI4-Stream interface: valid is TVALID, ready TREADY, the first data signal
 * TDATA, further ones side by side TUSER. Widths are the unit's own, not padded to bytes.
 *
 * @param banner origin of the file
 * @param topModule module at the top
 * @param coreName name of the component
 * @param description one line for people
 * @param systemVerilog whether the RTL is SystemVerilog, else Verilog-2005
 * @param rtlFiles paths of the synthesisable files, lower modules first
 * @param ports all ports in the module's order
 * @param buses the streams
 * @param settings all settings with their values
 */
public record IpXactModel(
    Banner banner,
    String topModule,
    String coreName,
    String description,
    boolean systemVerilog,
    List<String> rtlFiles,
    List<Port> ports,
    List<Bus> buses,
    List<SettingValue> settings)
    implements TemplateModel {
  private static final String TEMPLATE = "packaging/component.ipxact.xml.ftl";

  public IpXactModel {
    rtlFiles = List.copyOf(rtlFiles);
    ports = List.copyOf(ports);
    buses = List.copyOf(buses);
    settings = List.copyOf(settings);
  }

  /** A port of the module. */
  public record Port(String name, String direction, int widthBits) {}

  /** A stream: its signals, and {@code master} or {@code slave}. */
  public record Bus(String name, String meaning, String role, List<Signal> signals) {
    public Bus {
      signals = List.copyOf(signals);
    }
  }

  /** A signal of AXI4-Stream, or bits {@code left} down to {@code right} of it, and its port. */
  public record Signal(String logical, String physical, boolean ranged, int left, int right) {
    private static Signal scalar(String logical, String physical) {
      return new Signal(logical, physical, false, 0, 0);
    }
  }

  /** A setting; words stand in quotes, as IP-XACT's expressions want them. */
  public record SettingValue(String id, String key, String meaning, String literal) {
    private static SettingValue of(Setting setting, String value) {
      String literal = setting.words().isEmpty() ? value : '"' + value + '"';
      return new SettingValue(
          setting.key().replace('-', '_'), setting.key(), setting.meaning(), literal);
    }
  }

  /** The component of a unit. */
  public static IpXactModel of(DesignPackageModel design, UnitModel unit) {
    List<Port> ports = new ArrayList<>();
    ports.add(new Port(UnitInterface.CLOCK, "in", 1));
    ports.add(new Port(UnitInterface.RESET, "in", 1));
    List<Bus> buses = new ArrayList<>();
    for (StreamPort stream : unit.interfaceOf().streams()) {
      ports.addAll(ports(stream));
      buses.add(bus(stream));
    }
    List<SettingValue> settings = new ArrayList<>();
    for (Setting setting : unit.unit().settings()) {
      String value = unit.settings().get(setting.key());
      if (value != null) {
        settings.add(SettingValue.of(setting, value));
      }
    }
    return new IpXactModel(
        design.banner().of(TEMPLATE),
        design.topModule(),
        design.coreName(),
        design.description(),
        design.systemVerilog(),
        design.rtlFiles(),
        ports,
        buses,
        settings);
  }

  private static List<Port> ports(StreamPort stream) {
    boolean isInput = stream.direction() == Direction.INPUT;
    List<Port> ports = new ArrayList<>();
    ports.add(new Port(stream.validSignal(), isInput ? "in" : "out", 1));
    ports.add(new Port(stream.readySignal(), isInput ? "out" : "in", 1));
    for (StreamField field : stream.fields()) {
      ports.add(new Port(field.signal(), isInput ? "in" : "out", field.widthBits()));
    }
    return ports;
  }

  private static Bus bus(StreamPort stream) {
    List<Signal> signals = new ArrayList<>();
    signals.add(Signal.scalar("TVALID", stream.validSignal()));
    signals.add(Signal.scalar("TREADY", stream.readySignal()));
    int next = 0;
    for (StreamField field : stream.fields()) {
      boolean isData = field.equals(stream.fields().getFirst());
      int right = isData ? 0 : next;
      int left = right + field.widthBits() - 1;
      signals.add(new Signal(isData ? "TDATA" : "TUSER", field.signal(), true, left, right));
      next = isData ? 0 : left + 1;
    }
    String role = stream.direction() == Direction.INPUT ? "slave" : "master";
    return new Bus(stream.name(), stream.meaning(), role, signals);
  }

  @Override
  public String template() {
    return TEMPLATE;
  }
}
