package io.bitwright.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The size limits of CONTRIBUTING.md. */
class SourceSizeTest {
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 40;

  /** What a file's first comment says if it has to be longer. */
  private static final Pattern REASON = Pattern.compile("Longer than 400 lines because \\S+");

  @Test
  void noFileIsLongerThanFourHundredLinesWithoutAReason() {
    List<Path> sources = Repository.files(".java");
    assertThat(sources).hasSizeGreaterThan(50);

    assertThat(sources).allSatisfy(SourceSizeTest::assertFileIsShort);
  }

  @Test
  void noMethodIsLongerThanFortyLines() throws IOException {
    assertThat(longMethods(Repository.files(".java"), METHOD_LINES)).isEmpty();
  }

  @Test
  void measureOfMethodsCountsFromTheSignatureToTheClosingBrace() throws IOException {
    Path self =
        Path.of("src/test/java/io/bitwright/app/house/SourceSizeTest.java").toAbsolutePath();

    assertThat(longMethods(List.of(self), 2)).contains(name(self) + " assertFileIsShort: 8 lines");
  }

  private static void assertFileIsShort(Path file) {
    List<String> lines = Repository.lines(file);
    if (lines.size() > FILE_LINES) {
      assertThat(String.join(" ", lines.subList(0, 10)))
          .as("%s has %d lines", name(file), lines.size())
          .containsPattern(REASON);
    }
  }

  private static List<String> longMethods(List<Path> files, int limit) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new MethodMeasure(unit, positions, limit, found), null);
      }
    }
    return found;
  }

  private static String name(Path file) {
    return Repository.relative(file);
  }

  /** Collects the methods of one file that are longer than the limit. */
  private static final class MethodMeasure extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final int limit;
    private final List<String> found;

    MethodMeasure(
        CompilationUnitTree unit, SourcePositions positions, int limit, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.limit = limit;
      this.found = found;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      if (last - first + 1 > limit) {
        String file = name(Path.of(unit.getSourceFile().toUri()));
        found.add(file + " " + method.getName() + ": " + (last - first + 1) + " lines");
      }
      return super.visitMethod(method, null);
    }
  }
}
