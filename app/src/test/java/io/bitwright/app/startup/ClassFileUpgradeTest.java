package io.bitwright.app.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClassFileUpgradeTest {
  @TempDir private Path folder;

  @Test
  void everyClassGetsAVersionThatTheCacheTakesAndStillVerifies() throws Exception {
    URI original = CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path jar = Files.copy(Path.of(original), folder.resolve("picocli.jar"));
    List<String> namesBefore = names(jar);
    assertThat(majorVersion(jar, "picocli/CommandLine.class")).isLessThan(50);

    ClassFileUpgrade.main(new String[] {jar.toString()});

    assertThat(names(jar)).isEqualTo(namesBefore);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : names(jar)) {
        if (name.matches("picocli/CommandLine.*\\.class")) {
          assertThat(majorVersion(jar, name)).as(name).isGreaterThanOrEqualTo(52);
          // Initialising a class makes the JVM verify its code against the new stack maps.
          Class.forName(name.replace(".class", "").replace('/', '.'), true, loader);
        }
      }
    }
  }

  private static List<String> names(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      return Collections.list(jar.entries()).stream().map(JarEntry::getName).toList();
    }
  }

  private static int majorVersion(Path path, String name) throws IOException {
    try (JarFile jar = new JarFile(path.toFile());
        InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return ClassFile.of().parse(in.readAllBytes()).majorVersion();
    }
  }
}
