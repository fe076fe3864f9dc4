package io.bitwright.app.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of docs/architecture.md. */
class LayeringTest {
  private static final String PREFIX = "io.bitwright.";

  /** Each module's package, and the modules it may depend on beside itself. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "spec", Set.of(),
          "energy", Set.of(),
          "golden", Set.of("spec"),
          "simulator", Set.of("spec", "energy"),
          "codegen", Set.of("spec"),
          "testbench", Set.of("spec", "golden", "simulator", "codegen"),
          "junit", Set.of("spec", "codegen", "testbench"),
          "app", Set.of("spec", "energy", "golden", "simulator", "codegen", "testbench"),
          "spark", Set.of("spec", "energy", "golden", "simulator", "app"));

  /** The simulator's packages: each may depend on itself and on those before it. */
  private static final List<String> SIMULATOR_LAYERS =
      List.of(
          "actions",
          "workload",
          "partition",
          "mapping",
          "timing",
          "pod",
          "scalesim",
          "energy",
          "estimate",
          "training",
          "parallel",
          "explain",
          "convention",
          "cost",
          "area");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.bitwright");

  @ParameterizedTest
  @ValueSource(strings = {"spec", "energy", "golden", "simulator", "codegen", "testbench", "app"})
  void moduleDependsOnlyOnWhatItMay(String module) {
    Set<String> allowed = new TreeSet<>(ALLOWED.getOrDefault(module, Set.of()));
    allowed.add(module);

    List<String> wrong = new ArrayList<>();
    for (Dependency arrow : arrowsFrom(PREFIX + module)) {
      if (!allowed.contains(segmentAfter(PREFIX, arrow.getTargetClass()))) {
        wrong.add(arrow.getDescription());
      }
    }
    assertThat(wrong).as("dependencies of %s beyond %s", module, allowed).isEmpty();
  }

  /** By their sources: the app does not use these modules, whose classes are therefore not here. */
  @ParameterizedTest
  @ValueSource(strings = {"junit", "spark"})
  void moduleBesideTheAppDependsOnAllThatItMayAndNoMore(String module) {
    Pattern packages = Pattern.compile("io\\.bitwright\\.([a-z]+)");
    Set<String> allowed = new TreeSet<>(ALLOWED.getOrDefault(module, Set.of()));
    allowed.add(module);
    Set<String> used = new TreeSet<>();
    for (Path source : Repository.files(".java")) {
      if (Repository.relative(source).startsWith(module + "/src/main/")) {
        String text = String.join("\n", Repository.lines(source));
        packages.matcher(text).results().forEach(found -> used.add(found.group(1)));
      }
    }
    assertThat(used).isEqualTo(allowed);
  }

  @Test
  void everyClassBelongsToAKnownModule() {
    for (JavaClass type : CLASSES) {
      assertThat(ALLOWED).containsKey(segmentAfter(PREFIX, type));
    }
  }

  @Test
  void simulatorIsLayered() {
    String simulator = PREFIX + "simulator.";
    List<String> wrong = new ArrayList<>();
    for (Dependency arrow : arrowsFrom(simulator)) {
      if (arrow.getTargetClass().getPackageName().startsWith(simulator)) {
        int from = layer(segmentAfter(simulator, arrow.getOriginClass()));
        int to = layer(segmentAfter(simulator, arrow.getTargetClass()));
        if (to > from) {
          wrong.add(arrow.getDescription());
        }
      }
    }
    assertThat(wrong).as("arrows against the order %s", SIMULATOR_LAYERS).isEmpty();
  }

  @Test
  void timingNeverSeesAJoule() {
    noClasses()
        .that()
        .resideInAPackage("io.bitwright.simulator.timing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.bitwright.energy..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.bitwright.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesAreNounsOfTheField() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Common")
        .orShould()
        .resideInAnyPackage("..util..", "..utils..", "..helper..", "..impl..", "..common..")
        .check(CLASSES);
  }

  private static List<Dependency> arrowsFrom(String packagePrefix) {
    List<Dependency> arrows = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if ((type.getPackageName() + ".").startsWith(packagePrefix)) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (dependency.getTargetClass().getPackageName().startsWith(PREFIX)) {
            arrows.add(dependency);
          }
        }
      }
    }
    assertThat(arrows).as("dependencies inside Bitwright from " + packagePrefix).isNotEmpty();
    arrows.sort(Comparator.comparing(Dependency::getDescription));
    return arrows;
  }

  private static int layer(String name) {
    assertThat(SIMULATOR_LAYERS).as("the layers of the simulator").contains(name);
    return SIMULATOR_LAYERS.indexOf(name);
  }

  private static String segmentAfter(String prefix, JavaClass type) {
    String rest = type.getPackageName().substring(prefix.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
