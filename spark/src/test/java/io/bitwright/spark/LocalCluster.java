package io.bitwright.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenetics.Genotype;
import io.jenetics.ext.moea.Vec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import picocli.CommandLine;

/**
 * A standalone cluster on the loopback address: a master and workers, each a process of its own, on
 * free ports. Its Spark has none of Bitwright's classes and libraries.
 */
final class LocalCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Pattern MASTER_URL =
      Pattern.compile("Starting Spark master at (spark://\\S+)");

  /** How long a process may take to start on a machine that does much else. */
  private static final long PATIENCE_SECONDS = 300;

  private final Path folder;
  private final Path home;
  private final List<Process> processes = new ArrayList<>();
  private final Thread end = new Thread(this::destroyAll);
  private final String url;

  LocalCluster(Path folder, int workers) throws IOException {
    this.folder = folder;
    this.home = home(folder);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      this.url = startMaster();
      for (int worker = 0; worker < workers; worker++) {
        startWorker(worker);
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  /** Where it is: {@code spark://127.0.0.1:40123}. */
  String url() {
    return url;
  }

  /** Waits until something holds. */
  static void await(String what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience: " + what).isLessThan(deadline);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** A folder as a Spark installation has it. */
  private static Path home(Path folder) throws IOException {
    Path jars = Files.createDirectories(folder.resolve("home/jars"));
    Set<Path> ours = bitwrightJars();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path jar = Path.of(entry).toAbsolutePath();
      String name = jar.getFileName().toString();
      // Annotations of Jackson are Spark's as well as ours.
      boolean sparks = !ours.contains(jar) || name.startsWith("jackson-annotations");
      if (name.endsWith(".jar") && sparks && !Files.exists(jars.resolve(name))) {
        Files.createSymbolicLink(jars.resolve(name), jar);
      }
    }
    return folder.resolve("home");
  }

  /** The jars that only Bitwright brings: what executors get, and what only the driver needs. */
  static Set<Path> bitwrightJars() {
    Set<Path> jars = new LinkedHashSet<>();
    Stream.concat(
            ShippedJars.ONE_OF_EACH.stream(),
            Stream.of(CommandLine.class, DuckDBDriver.class, Genotype.class, Vec.class))
        .forEach(type -> jars.add(ShippedJars.placeOf(type)));
    return jars;
  }

  private String startMaster() throws IOException {
    Path log =
        start("master", "org.apache.spark.deploy.master.Master", "--host", HOST, "--port", "0");
    await("the master is up", () -> MASTER_URL.matcher(text(log)).find());
    Matcher matcher = MASTER_URL.matcher(text(log));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private void startWorker(int worker) throws IOException {
    String work = folder.resolve("work-" + worker).toString();
    String type = "org.apache.spark.deploy.worker.Worker";
    start(
        "worker-" + worker,
        type,
        "--host",
        HOST,
        "--cores",
        "1",
        "--memory",
        "1g",
        "--work-dir",
        work,
        url);
  }

  private Path start(String name, String type, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(java(home));
    command.addAll(List.of(type, "--webui-port", "0"));
    command.addAll(Arrays.asList(arguments));
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile()).directory(folder.toFile());
    builder.environment().putAll(environment());
    processes.add(builder.start());
    return log;
  }

  /** The start of a command line that runs a class of the cluster's Spark. */
  List<String> java() {
    return java(home);
  }

  private static List<String> java(Path home) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx512m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        home.resolve("jars") + "/*");
  }

  /** What Spark's processes read of the environment. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME", home.toString(),
        "SPARK_SCALA_VERSION", "2.13",
        "SPARK_LOCAL_IP", HOST,
        "SPARK_LOCAL_DIRS", folder.toString(),
        "JAVA_HOME", System.getProperty("java.home"));
  }

  /** Ends a worker and its executors at once, as if its machine had lost its power. */
  void kill(int worker) {
    destroy(processes.get(1 + worker));
  }

  private static void destroy(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
  }

  private void destroyAll() {
    processes.reversed().forEach(LocalCluster::destroy);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    destroyAll();
    Runtime.getRuntime().removeShutdownHook(end);
    try (Stream<Path> links = Files.list(home.resolve("jars"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
