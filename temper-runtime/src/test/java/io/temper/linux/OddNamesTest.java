package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.JavaProgram;
import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control groups whose names are no ASCII, or no text at all: they hide no others. */
class OddNamesTest {
  @TempDir
  Path root;

  @BeforeEach
  void makeGroups() throws Exception {
    new FakeFiles(root).write("cgroup.controllers", "cpu").directory("batch-plain");
    // Java itself cannot make a name that is no UTF-8.
    run(List.of(
        "sh",
        "-c",
        "mkdir \"$0/$(printf 'batch-\\303\\251')\" \"$0/$(printf 'batch-\\377')\"",
        root.toString()));
  }

  /** What a Java does with them, a line each. */
  static final class Probe {
    private Probe() {}

    /** Prints what is found below the first argument. */
    public static void main(String[] args) throws IOException {
      var lines = new StringBuilder();
      for (String line : found(Path.of(args[0]))) {
        lines.append(line).append('\n');
      }
      try (var out = Files.newOutputStream(Path.of(args[1]))) {
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static List<String> found(Path root) {
    var tree = CgroupTree.open(root);
    return List.of(
        "groups " + tree.matching(new CgroupPattern("/batch-*")).size(),
        "plain " + tree.apply(new CgroupPath("/batch-plain")).isPresent(),
        "accent " + tree.apply(new CgroupPath("/batch-\u00e9")).isPresent(),
        "literal " + tree.matching(new CgroupPattern("/batch-\u00e9")).size(),
        "children " + tree.children(new CgroupPath("/")).size(),
        "below " + tree.children(new CgroupPath("/batch-\u00e9")).size(),
        "broken " + tree.apply(new CgroupPath("/batch-\ufffd")).isPresent(),
        "pods " + tree.podGroups().size(),
        "remembered "
            + tree.watchedBy(FileChanges.open("groups"))
                .matching(new CgroupPattern("/batch-*"))
                .size());
  }

  @Test
  void inAUtf8Locale_onlyWhatIsNoTextIsNotFound(@TempDir Path folder) throws Exception {
    assertThat(inLocale("C.UTF-8", folder))
        .contains(
            "groups 3",
            "plain true",
            "accent true",
            "literal 1",
            "children 3",
            "broken false",
            "remembered 3");
  }

  @Test
  void inThePosixLocale_onlyPlainNamesAreFoundAndNothingFails(@TempDir Path folder)
      throws Exception {
    assertThat(inLocale("C", folder))
        .contains(
            "groups 3",
            "plain true",
            "accent false",
            "literal 0",
            "children 3",
            "below 0",
            "remembered 3");
  }

  private List<String> inLocale(String locale, Path folder) throws Exception {
    Path out = folder.resolve("out");
    var builder =
        new ProcessBuilder(JavaProgram.command(Probe.class, root.toString(), out.toString()));
    builder.environment().put("LC_ALL", locale);
    run(builder);
    return Files.readAllLines(out);
  }

  private static void run(List<String> command) throws Exception {
    run(new ProcessBuilder(command));
  }

  private static void run(ProcessBuilder builder) throws Exception {
    var process = builder.redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
  }
}
