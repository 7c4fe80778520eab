package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.JavaProgram;
import io.temper.testkit.ProgramRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two class loaders of one JVM with all of our jars each, as two applications of one server have them. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "aarch64"})
class TwoLoadersTest {
  private static final String BOTH_USE_IT = """
      first: libbpf works, with its own words: true
      second: libbpf works, with its own words: true
      first: libbpf works, with its own words: true
      second, with first closed: libbpf works, with its own words: true
      """;

  @TempDir
  Path folder;

  private String run(List<String> options) {
    var command = JavaProgram.command(InTwoLoaders.class);
    command.addAll(1, options);
    return ProgramRun.of(folder, Map.of(), command).out();
  }

  @Test
  void bundledLibbpf_eachLoaderHasOne() {
    assertThat(run(List.of())).isEqualTo(BOTH_USE_IT);
  }

  @Test
  void libbpfOfAPath_isSharedAndStillEachHearsItsOwnWords() {
    NativeLibraries.extract(folder);
    assertThat(run(List.of("-Dtemper.libbpf=" + folder.resolve("libbpf.so.1"))))
        .isEqualTo(BOTH_USE_IT);
  }

  @Test
  void librariesUnpackedBefore_serveOneLoaderAFolder() {
    var options = NativeLibraries.extract(folder.resolve("one"));
    assertThat(run(options))
        .startsWith("first: libbpf works, with its own words: true\nsecond: libbpf (")
        .contains("each class loader needs a folder of its own");

    NativeLibraries.extract(folder.resolve("two"));
    var twoFolders = new ArrayList<>(options);
    twoFolders.set(
        0, "-Djna.boot.library.path=" + folder.resolve("one") + ":" + folder.resolve("two"));
    assertThat(run(twoFolders)).isEqualTo(BOTH_USE_IT);
  }
}
