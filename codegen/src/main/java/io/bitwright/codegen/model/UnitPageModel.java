package io.bitwright.codegen.model;

import io.bitwright.codegen.unit.Direction;
import io.bitwright.codegen.unit.Setting;
import io.bitwright.codegen.unit.StreamField;
import io.bitwright.codegen.unit.StreamPort;
import io.bitwright.codegen.unit.UnitModel;
import io.bitwright.codegen.unit.UnitNotes;
import java.util.ArrayList;
import java.util.List;

/**
 * The model of {@code unit_page.md.ftl}: the unit's page for people.
 *
 * @param banner origin of the file
 * @param topModule module at the top
 * @param notes what the unit says about itself
 * @param settings all settings with their values
 * @param ports all ports, in the module's order
 * @param files all files of the design and what they are for
 */
public record UnitPageModel(
    Banner banner,
    String topModule,
    UnitNotes notes,
    List<SettingLine> settings,
    List<Port> ports,
    List<FileUse> files)
    implements TemplateModel {
  private static final String TEMPLATE = "packaging/unit_page.md.ftl";

  /** A setting, its value, and what it means. */
  public record SettingLine(String key, String value, String meaning) {}

  /** A port: its name, its bits, and what it carries. */
  public record Port(String name, int widthBits, String meaning) {
    private static Port of(StreamField field) {
      String meaning =
          field.elements() == 1
              ? field.meaning()
              : "%d x %d bits: %s"
                  .formatted(field.elements(), field.elementBits(), field.meaning());
      return new Port(field.signal(), field.widthBits(), meaning);
    }
  }

  /** A file of the design and what it is for. */
  public record FileUse(String path, String use) {}

  public UnitPageModel {
    settings = List.copyOf(settings);
    ports = List.copyOf(ports);
    files = List.copyOf(files);
  }

  /** The page of a unit. */
  public static UnitPageModel of(UnitModel unit, Banner origin, List<FileUse> files) {
    List<SettingLine> lines = new ArrayList<>();
    for (Setting setting : unit.unit().settings()) {
      String value = unit.settings().get(setting.key());
      if (value != null) {
        lines.add(new SettingLine(setting.key(), value, setting.meaning()));
      }
    }
    return new UnitPageModel(
        origin.of(TEMPLATE),
        unit.interfaceOf().topModule(),
        unit.notes(),
        lines,
        unit.interfaceOf().streams().stream().flatMap(stream -> ports(stream).stream()).toList(),
        files);
  }

  private static List<Port> ports(StreamPort stream) {
    String meaning = stream.meaning();
    boolean input = stream.direction() == Direction.INPUT;
    List<Port> ports = new ArrayList<>();
    ports.add(new Port(stream.validSignal(), 1, meaning + (input ? ", offered" : ", given")));
    ports.add(new Port(stream.readySignal(), 1, "and taken"));
    stream.fields().stream().map(Port::of).forEach(ports::add);
    return ports;
  }

  @Override
  public String template() {
    return TEMPLATE;
  }
}
