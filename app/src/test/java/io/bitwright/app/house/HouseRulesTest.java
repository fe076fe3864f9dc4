package io.bitwright.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that no compiler holds. */
class HouseRulesTest {

  @Test
  void everyPackageIsNullMarked() {
    Set<String> packages = new TreeSet<>();
    Set<String> marked = new TreeSet<>();
    for (Path source : Repository.files(".java")) {
      String folder = Repository.relative(Objects.requireNonNull(source.getParent()));
      // A mark in the main sources holds for the tests of the same package.
      String name = folder.replaceFirst(".*/java/", "");
      packages.add(name);
      if (source.endsWith("package-info.java")
          && Repository.lines(source).stream().anyMatch(line -> line.equals("@NullMarked"))) {
        marked.add(name);
      }
    }
    assertThat(marked).isNotEmpty().isEqualTo(packages);
  }

  @Test
  void templatesHoldNoJava() {
    assertThat(Repository.files(".java"))
        .noneMatch(file -> Repository.relative(file).startsWith("templates/"));
  }

  @Test
  void nothingOutsideTestsReadsBesideTheRepository() {
    List<String> wrong =
        Stream.of(".java", ".md", ".yaml", ".xml", ".ftl", ".sv", ".sh", "bitwright", "verify")
            .flatMap(ending -> Repository.files(ending).stream())
            .filter(file -> !Repository.relative(file).contains("src/test/"))
            .filter(file -> Repository.lines(file).stream().anyMatch(l -> l.contains("../shared")))
            .map(Repository::relative)
            .toList();
    assertThat(wrong).isEmpty();
  }

  /** A run of the tests that fails can be run again and fails again. */
  @Test
  void everyPropertyHasASeed() {
    List<String> properties =
        Repository.files("Test.java").stream()
            .flatMap(file -> Repository.lines(file).stream())
            .filter(line -> line.strip().startsWith("@Property"))
            .toList();

    assertThat(properties).isNotEmpty().allMatch(line -> line.contains("seed = "));
  }

  @Test
  void everyModuleIsBuilt() {
    List<String> modules =
        Repository.lines(Repository.ROOT.resolve("pom.xml")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("<module>"))
            .map(line -> line.replaceAll("</?module>", ""))
            .toList();
    List<String> poms =
        Repository.files("/pom.xml").stream()
            .map(pom -> Repository.relative(Objects.requireNonNull(pom.getParent())))
            // Projects of users, which junit builds apart.
            .filter(folder -> !folder.startsWith("junit/src/it/"))
            .toList();

    assertThat(modules).containsExactlyInAnyOrderElementsOf(poms);
    assertThat(modules).allMatch(module -> Files.isDirectory(Repository.ROOT.resolve(module)));
  }
}
