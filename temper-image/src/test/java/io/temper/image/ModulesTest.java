package io.temper.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module that is left out shows late, when a class is first needed that refers to it. */
class ModulesTest {
  /**
   * Jackson and SnakeYAML look for beans' annotations and SQL's dates where they are, and do without. The
   * first is half a desktop.
   */
  private static final List<String> DONE_WITHOUT = List.of("java.desktop", "java.sql");

  /** Used by name only: a provider of ciphers. */
  private static final List<String> SERVICES = List.of("jdk.crypto.ec");

  @TempDir
  private Path folder;

  @Test
  void modules_areThoseThatTheJarsReferTo() throws Exception {
    var jars = new ArrayList<String>();
    for (TarEntry entry :
        BuiltImage.of(Architecture.ofThisJvm().orElse(Architecture.AMD64)).entries()) {
      if (entry.name().startsWith("opt/temper/lib/") && entry.name().endsWith(".jar")) {
        Path jar = folder.resolve(entry.name().replaceFirst(".*/", ""));
        jars.add(Files.write(jar, entry.content()).toString());
      }
    }
    var expected = new ArrayList<>(referredTo(jars));
    expected.removeAll(DONE_WITHOUT);
    expected.addAll(SERVICES);
    assertThat(RuntimeTree.MODULES).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> referredTo(List<String> jars) {
    var arguments = new ArrayList<>(
        List.of("--ignore-missing-deps", "--multi-release", "17", "--list-deps", "--class-path"));
    arguments.add(String.join(":", jars));
    arguments.addAll(jars);
    var said = new StringWriter();
    var out = new PrintWriter(said, true);
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    assertThat(jdeps.run(out, out, arguments.toArray(String[]::new)))
        .as(said.toString())
        .isZero();
    return said.toString()
        .lines()
        .map(String::strip)
        .map(line -> line.replaceFirst("/.*", ""))
        .filter(line -> line.matches("(java|jdk)\\..*"))
        .distinct()
        .toList();
  }
}
