package io.temper.lab.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import io.temper.lab.host.Progress;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutationRunTest {
  private static final Progress SILENT =
      new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

  @ParameterizedTest
  @ValueSource(strings = {"lint,lint.node", "lint.node,tier,lint", "tier,tier"})
  void of_packagesThatOverlap_areRefused(String packages, @TempDir Path folder) throws Exception {
    for (String name : List.of("lint/node", "lintel", "tier")) {
      Files.createDirectories(folder.resolve("io/temper").resolve(name));
    }
    var run = new MutationRun(List.of(folder), List.of(folder), folder.resolve("reports"));

    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> run.of(List.of(packages.split(",", -1)), SILENT))
        .withMessageContaining("would count twice");
  }

  @Test
  void of_namesThatOnlyBeginAlike_areTaken(@TempDir Path folder) throws Exception {
    Path classes = folder.resolve("classes");
    var run = new MutationRun(List.of(classes), List.of(classes), folder.resolve("reports"));
    for (String name : List.of("lint", "lintel")) {
      Files.createDirectories(classes.resolve("io/temper").resolve(name));
      keep(name, folder.resolve("reports").resolve(name), ClassTrees.digest(List.of(classes)));
    }

    assertThat(run.of(List.of("lint", "lintel"), SILENT))
        .extracting(MutationScore::packageName)
        .containsExactly("lint", "lintel");
  }

  /** A report of an earlier run, so that none is begun. */
  private static void keep(String name, Path folder, String tree) throws Exception {
    var kept = new KeptReport(folder);
    kept.forget();
    Files.writeString(
        folder.resolve("mutations.csv"), "A.java,io.temper." + name + ".A,x.M,label,1,KILLED,t\n");
    kept.mark(MutationRun.mark(tree, name, System.getProperty("java.class.path", "")));
  }

  @Test
  void mark_anotherPitPackageOrTree_isAnotherRun() {
    String launcher = path("/m2/pitest-1.20.4.jar", "/m2/picocli-4.7.7.jar");
    String mark = MutationRun.mark("a", "plan", launcher);

    assertThat(MutationRun.mark("a", "plan", path("/other/pitest-1.20.4.jar"))).isEqualTo(mark);
    assertThat(MutationRun.mark("a", "plan", path("/m2/pitest-1.21.0.jar"))).isNotEqualTo(mark);
    assertThat(MutationRun.mark("b", "plan", launcher)).isNotEqualTo(mark);
    assertThat(MutationRun.mark("a", "tier", launcher)).isNotEqualTo(mark);
    assertThat(mark).contains("--timeoutConst 20000");
  }

  private static String path(String... entries) {
    return String.join(File.pathSeparator, entries);
  }
}
