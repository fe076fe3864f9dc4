package io.bitwright.spark;

import com.fasterxml.jackson.annotation.JsonProperty;
import de.siegmar.fastcsv.reader.CsvReader;
import io.bitwright.app.exploration.PointEvaluator;
import io.bitwright.energy.EnergyTable;
import io.bitwright.golden.format.IntegerWeights;
import io.bitwright.simulator.area.AreaModel;
import io.bitwright.spec.space.DesignSpace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jheaps.AddressableHeap;
import org.snakeyaml.engine.v2.api.Load;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The jars that executors need to evaluate points, found where this process has its classes from.
 * Reports, results and the search stay with the driver, and so do their libraries. A folder of
 * classes, as builds and tests have it, is packed into a jar.
 */
final class ShippedJars implements AutoCloseable {
  /** One class of each jar. */
  static final List<Class<?>> ONE_OF_EACH =
      List.of(
          DesignSpace.class,
          EnergyTable.class,
          IntegerWeights.class,
          AreaModel.class,
          PointEvaluator.class,
          ShippedJars.class,
          JsonParser.class,
          ObjectMapper.class,
          YAMLMapper.class,
          JsonProperty.class,
          Load.class,
          CsvReader.class,
          Graph.class,
          AddressableHeap.class);

  private final List<Path> jars = new ArrayList<>();
  private final List<Path> packed = new ArrayList<>();

  ShippedJars() {
    Set<Path> places = new LinkedHashSet<>();
    ONE_OF_EACH.forEach(type -> places.add(placeOf(type)));
    try {
      for (Path place : places) {
        jars.add(Files.isDirectory(place) ? packed(place) : place);
      }
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  /** As Spark's settings have them. */
  String[] paths() {
    return jars.stream().map(Path::toString).toArray(String[]::new);
  }

  /** The jar or folder of a class. */
  static Path placeOf(Class<?> type) {
    CodeSource source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no file: " + source.getLocation(), e);
    }
  }

  private Path packed(Path folder) throws IOException {
    Path jar = Files.createTempFile("bitwright-", ".jar");
    packed.add(jar);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(folder.relativize(entry).toString().replace('\\', '/')));
        Files.copy(entry, out);
      }
    }
    return jar;
  }

  /** Removes what was packed. */
  @Override
  public void close() {
    for (Path jar : packed) {
      try {
        Files.deleteIfExists(jar);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
