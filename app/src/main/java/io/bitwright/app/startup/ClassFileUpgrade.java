package io.bitwright.app.startup;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Rewrites a jar's classes of Java 5 and older as classes of Java 8, with the same code.
 *
 * <p>The JDK's AOT cache leaves classes out that have no stack maps, and picocli is compiled for
 * Java 5: without this, it is loaded and verified at every start. The launcher does this to its own
 * copy of the jar.
 */
public final class ClassFileUpgrade {
  /** Stack maps need the class hierarchy: it is read from this program's own class path. */
  private static final ClassFile CLASS_FILE =
      ClassFile.of(
          StackMapsOption.GENERATE_STACK_MAPS,
          ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(ClassFileUpgrade.class.getClassLoader())
                  .orElse(ClassHierarchyResolver.defaultResolver())));

  private ClassFileUpgrade() {}

  /** Takes the jars to rewrite in place; they are on the class path. */
  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      upgrade(Path.of(jar));
    }
  }

  /** Rewrites one jar; its entries keep their order and their times. */
  static void upgrade(Path path) throws IOException {
    Path upgraded = path.resolveSibling(path.getFileName() + ".upgraded");
    try (JarFile jar = new JarFile(path.toFile());
        OutputStream file = Files.newOutputStream(upgraded);
        JarOutputStream out = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        out.write(entry.getName().endsWith(".class") ? upgrade(bytes) : bytes);
      }
    }
    Files.move(upgraded, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] upgrade(byte[] bytes) {
    ClassModel model = CLASS_FILE.parse(bytes);
    if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
      return bytes;
    }
    // Code is passed element by element: copied whole, it would keep its lack of stack maps.
    return CLASS_FILE.transformClass(
        model,
        ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }
}
