package io.temper.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The examples in Javadoc compile: docs/decisions/0039. */
class JavadocExamplesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("(?s) \\* <pre>\\{@code\\n(.*?) +\\* }</pre>");

  /** What stands around each: packages whose types it uses, and what it takes as given. */
  private static final Map<String, Surroundings> JAVA = Map.of(
      "TierPlanner",
      new Surroundings("plan, workload, node", "Workload web; Workload batch;"),
      "PlanDiff",
      new Surroundings(
          "plan, plan.diff, workload, node",
          "EnforcementPlan inForce; TierPlanner planner; WorkloadSet more; NodeTopology node;"),
      "NodeBuilder",
      new Surroundings(
          "bpf, linux, spi, runtime.embedded", "WorkloadSource source; CgroupResolver cgroups;"),
      "Linter",
      new Surroundings(
          "plan, workload, node, lint, lint.rule, lint.fact",
          "java.time.Instant now; WorkloadSet workloads; NodeTopology topology; EnforcementPlan plan;"),
      "LintInput",
      new Surroundings(
          "plan, workload, node, lint.fact",
          "java.time.Instant now; WorkloadSet workloads; NodeTopology topology; EnforcementPlan plan;"),
      "TemperThreads",
      new Surroundings("threads", "void writeReport() {}"),
      "spring/ThreadGroups",
      new Surroundings("spring", "ThreadGroups groups; void writeReport() {}"),
      "DocumentReader",
      new Surroundings("k8s.text", "DocumentReader in; String nodeName;"),
      "FuzzCorpus",
      new Surroundings(
          "testkit.fuzz, json",
          "static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;"
              + " static class TopologyFuzzTest {}"),
      "TemperMetrics",
      new Surroundings(
          "micrometer, runtime.observation",
          "io.micrometer.core.instrument.MeterRegistry registry;"
              + " java.util.function.Supplier<NodeObservation> observer;"));

  /** Other formats, whose readers' tests have them, and what is no whole piece of Java. */
  private static final List<String> OTHERS = List.of(
      "SuppressionNotes",
      "WorkloadsToml",
      "SuppressionsToml",
      "TopologyJson",
      "ProfilesToml",
      "KubeletCpuState",
      // A command.
      "NativeLibraries",
      // A test of the user's own, with an ellipsis.
      "ConformanceRow");

  private static final List<String> NAMES = JAVA.keySet().stream().sorted().toList();

  private record Surroundings(String packages, String given) {
    String around(String example) {
      String imports = Stream.of(packages.split(", "))
          .map(name -> "import io.temper." + name + ".*;\n")
          .collect(Collectors.joining());
      return imports + "import java.util.concurrent.*;\nabstract class Example {\n" + given
          + "\nvoid example() {\n" + example + "}}\n";
    }
  }

  @TempDir
  private Path folder;

  @Test
  void everyExample_isKnown() throws IOException {
    assertThat(filesWithExamples())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(NAMES.stream(), OTHERS.stream()).toList());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void everyExampleOfAType_compiles(String type) throws IOException {
    Path source = sourceOf(type);
    List<String> examples = examplesIn(Files.readString(source));
    assertThat(examples).as("%s", source).isNotEmpty();
    Surroundings surroundings = JAVA.getOrDefault(type, new Surroundings("", ""));
    for (String example : examples) {
      compile(Files.writeString(folder.resolve("Example.java"), surroundings.around(example)));
    }
  }

  @Test
  void examplesOfAMethod_countToo() {
    assertThat(examplesIn(
            " * <pre>{@code\n * a();\n * }</pre>\n\n   * <pre>{@code\n   * b();\n   * }</pre>\n"))
        .containsExactly("a();\n", "b();\n");
  }

  private static List<String> examplesIn(String source) {
    return EXAMPLE
        .matcher(source)
        .results()
        .map(found -> found.group(1).replaceAll("(?m)^ +\\* ?", ""))
        .toList();
  }

  private void compile(Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter words = new StringWriter();
    List<String> options = List.of(
        "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean done = compiler
          .getTask(words, manager, null, options, null, manager.getJavaFileObjects(file))
          .call();
      assertThat(done).as("%s", words).isTrue();
    }
  }

  private static Path sourceOf(String type) throws IOException {
    return sources().stream()
        .filter(file -> file.toString().endsWith("/" + type + ".java"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no type " + type));
  }

  private static List<String> filesWithExamples() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : sources()) {
      if (Files.readString(file).contains("<pre>{@code")) {
        names.add(nameOf(file));
      }
    }
    return names;
  }

  /** Without its folder, but where another has the same name. */
  private static String nameOf(Path file) {
    String name = file.getName(file.getNameCount() - 1).toString().replace(".java", "");
    String longer = file.getName(file.getNameCount() - 2) + "/" + name;
    return JAVA.containsKey(longer) ? longer : name;
  }

  private static List<Path> sources() throws IOException {
    List<Path> files = new ArrayList<>();
    for (PublishedModule module : PublishedModule.libraries()) {
      try (Stream<Path> all = Files.walk(module.sources())) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files;
  }
}
