package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first Java block of the README compiles, and what comes before the kernel in it runs. */
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Path PODS = Path.of("src/test/resources/io/temper/agent/pods.json");

  @TempDir
  private Path dir;

  private List<String> imports = List.of();
  private String body = "";

  @BeforeEach
  void findTheBlock() throws IOException {
    var block = Files.readAllLines(README).stream()
        .dropWhile(line -> !line.strip().equals("```java"))
        .skip(1)
        .takeWhile(line -> !line.strip().equals("```"))
        .toList();
    imports = block.stream().filter(line -> line.startsWith("import ")).toList();
    body = block.stream()
        .filter(line -> !line.startsWith("import "))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  @Test
  void block_isShort() {
    assertThat(imports).isNotEmpty();
    assertThat(body.lines()).hasSizeBetween(5, 10);
  }

  @Test
  void everyBlock_isOneOfAFewLines() throws IOException {
    int lines = 0;
    int blocks = 0;
    boolean inside = false;
    for (var line : Files.readAllLines(README)) {
      if (line.startsWith("```")) {
        inside = !inside;
        blocks += inside ? 1 : 0;
        lines = 0;
      } else if (inside && !line.startsWith("import ") && !line.isBlank()) {
        lines++;
        assertThat(lines).as("lines of block %d, up to: %s", blocks, line).isLessThanOrEqualTo(10);
      }
    }
    assertThat(blocks).as("program, commands, and the quick starts").isGreaterThanOrEqualTo(5);
  }

  @Test
  void block_asItStands_compiles() throws IOException {
    assertThat(compile("Example", "public static void run() throws Exception {\n" + body + "\n}"))
        .isEmpty();
  }

  @Test
  void block_upToTheKernel_runs() throws Exception {
    int kernel = body.indexOf("try (");
    assertThat(kernel).as("where the scheduler is attached").isPositive();
    var pure = body.substring(0, kernel)
        .replace("CgroupTree.DEFAULT_ROOT", path(cgroupTree()))
        .replace("Path.of(\"pods.yaml\")", path(PODS.toAbsolutePath()))
        .replace("System.out.println(", "said.add(");
    var method = "public static java.util.List<Object> run() throws Exception {\n"
        + "var said = new java.util.ArrayList<Object>();\n"
        + pure
        + "\nsaid.add(config); return said; }";

    assertThat(compile("Pure", method)).isEmpty();
    try (var loader =
        new URLClassLoader(new URL[] {dir.toUri().toURL()}, getClass().getClassLoader())) {
      var said = (List<?>) loader.loadClass("Pure").getMethod("run").invoke(null);
      assertThat(said).hasSizeGreaterThan(1);
      assertThat(said.subList(0, said.size() - 1))
          .allSatisfy(
              why -> assertThat(why).isInstanceOf(String.class).asString().endsWith("."));
    }
  }

  private Path cgroupTree() throws IOException {
    Files.createFile(dir.resolve("cgroup.controllers"));
    return dir;
  }

  private static String path(Path path) {
    return "Path.of(\"" + path + "\")";
  }

  /** Returns what the compiler says; empty if it is content. */
  private String compile(String name, String method) throws IOException {
    var source = dir.resolve(name + ".java");
    Files.writeString(
        source, String.join("\n", imports) + "\npublic class " + name + " {\n" + method + "\n}\n");
    var said = new ByteArrayOutputStream();
    int result = ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            said,
            said,
            "-proc:none",
            "--release",
            "17",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            dir.toString(),
            source.toString());
    return result == 0 ? "" : said.toString(StandardCharsets.UTF_8);
  }
}
