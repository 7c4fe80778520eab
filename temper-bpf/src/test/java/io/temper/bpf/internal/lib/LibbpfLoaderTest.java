package io.temper.bpf.internal.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.bpf.LibbpfChoice;
import io.temper.bpf.LibbpfUnavailableException;
import io.temper.bpf.internal.Checksums;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibbpfLoaderTest {
  private static final LibbpfChoice BUNDLED = new LibbpfChoice.Bundled();
  private static final List<String> BUNDLED_FOR = List.of("x86_64", "aarch64");

  /** The low byte of e_machine. */
  private static final int ELF_MACHINE = 18;

  @Test
  void load_bundled_isNewEnoughAndLoadedOnce() {
    assumeThat(Architecture.current()).as("a libbpf is bundled for").isIn(BUNDLED_FOR);
    assumeThat(LibbpfLoader.usesMusl(Path.of("/proc/self/maps"))).isFalse();
    var calls = LibbpfLoader.load(BUNDLED);
    assertThat(calls.version().atLeast(LibbpfVersion.MINIMUM)).isTrue();
    assertThat(LibbpfLoader.load(BUNDLED)).as("once per JVM").isSameAs(calls);
    assertThat(calls.possibleCpus()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"x86_64, 62", "aarch64, 183"})
  void bundle_ofEachArchitecture_isWholeAndForThatMachine(String architecture, int elfMachine) {
    var resources = BundledLibbpf.resources(architecture);
    var sums = Checksums.parse(Checksums.resource(resources + "SHA256SUMS").orElseThrow());
    assertThat(sums).containsOnlyKeys("libbpf.so.1", "libelf.so.1", "libz.so.1");
    sums.forEach((name, sum) -> {
      var library = Checksums.resource(resources + name).orElseThrow();
      assertThat(Checksums.sha256(library)).as(name).isEqualTo(sum);
      assertThat(library[ELF_MACHINE] & 0xff).as("machine of " + name).isEqualTo(elfMachine);
    });
  }

  @Test
  void unpack_ofTheBundledOne_isPrivateVersionedAndRemoved() throws IOException {
    assumeThat(Architecture.current()).as("a libbpf is bundled for").isIn(BUNDLED_FOR);
    Path directory;
    try (var first = BundledLibbpf.forThisHost().unpack();
        var second = BundledLibbpf.forThisHost().unpack()) {
      directory = first.directory();
      assertThat(second.directory()).as("two JVMs never meet").isNotEqualTo(directory);
      assertThat(directory.getFileName().toString()).matches("temper-libbpf-\\d+\\.\\d+.*-.*");
      assertThat(Files.getPosixFilePermissions(directory))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE);
      assertThat(first.library()).exists();
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void unpack_ofADamagedOne_isRefusedAndLeavesNothingBehind(@TempDir Path directory)
      throws IOException {
    assumeThat(Architecture.current()).as("a libbpf is bundled for").isIn(BUNDLED_FOR);
    var whole = Checksums.resource(BundledLibbpf.resources(Architecture.current()) + "libz.so.1")
        .orElseThrow();
    var sums = new LinkedHashMap<String, String>();
    sums.put("libz.so.1", Checksums.sha256(whole));
    sums.put("libelf.so.1", "0");
    var before = System.getProperty(BundledLibbpf.DIRECTORY_PROPERTY);
    System.setProperty(BundledLibbpf.DIRECTORY_PROPERTY, directory.toString());
    try {
      assertThatExceptionOfType(LibbpfUnavailableException.class)
          .isThrownBy(() -> BundledLibbpf.forThisHost().unpack(sums))
          .withMessageContaining("libelf.so.1");
    } finally {
      restore(before);
    }

    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private static void restore(@Nullable String before) {
    if (before == null) {
      System.clearProperty(BundledLibbpf.DIRECTORY_PROPERTY);
    } else {
      System.setProperty(BundledLibbpf.DIRECTORY_PROPERTY, before);
    }
  }

  /** As before 0.6: JNA looks for a function when it is called. */
  @Test
  void libbpfThatCannotSayItsVersion_isRefusedAsTooOld() {
    var old = (Libbpf) Proxy.newProxyInstance(
        Libbpf.class.getClassLoader(),
        new Class<?>[] {Libbpf.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("libbpf_set_print")) {
            return null;
          }
          throw new UnsatisfiedLinkError("undefined symbol: " + method.getName());
        });
    var libc = new FakeLibC(new FakeLibbpf());
    var calls = new BpfCalls(old, libc, new LibbpfLog(libc), () -> 0);
    var choice = new LibbpfChoice.Installed();

    assertThatExceptionOfType(LibbpfUnavailableException.class)
        .isThrownBy(() -> LibbpfLoader.requireVersion(choice, calls))
        .withMessageContaining("it is too old to say its version")
        .withMessageContaining("undefined symbol");
  }

  @Test
  void load_fileThatIsNotThere_isAnErrorWithoutASecondAttempt() {
    var choice = new LibbpfChoice.File(Path.of("/nowhere/libbpf.so.1"));
    assertThatExceptionOfType(LibbpfUnavailableException.class)
        .isThrownBy(() -> LibbpfLoader.load(choice))
        .withMessageContaining("/nowhere/libbpf.so.1")
        .satisfies(e -> assertThat(e.choice()).isEqualTo("/nowhere/libbpf.so.1"));
  }

  @Test
  void explain_knownWordsOfTheLinker_sayWhatToDo() {
    assertThat(explain(BUNDLED, "libbpf.so.1: failed to map segment from shared object"))
        .contains("noexec")
        .contains("-Dtemper.native.dir=DIR");
    assertThat(explain(BUNDLED, "version `GLIBC_2.38' not found")).contains("newer C library");
    assertThat(explain(new LibbpfChoice.Installed(), "libbpf.so.1: cannot open shared object file"))
        .contains("apt-get install libbpf1");
  }

  private static String explain(LibbpfChoice choice, String message) {
    return LibbpfLoader.explain(choice, message);
  }

  @Test
  void usesMusl_mapOfAProcess_tells(@TempDir Path directory) throws IOException {
    var maps = Files.writeString(directory.resolve("maps"), "7f00 r-xp /lib/ld-musl-x86_64.so.1\n");
    assertThat(LibbpfLoader.usesMusl(maps)).isTrue();
    assertThat(LibbpfLoader.usesMusl(directory.resolve("none"))).isFalse();
  }

  @Test
  void choice_text_isReadOrRefused() {
    assertThat(LibbpfChoice.parse("bundled")).isEqualTo(BUNDLED);
    assertThat(LibbpfChoice.parse("system")).isEqualTo(new LibbpfChoice.Installed());
    assertThat(LibbpfChoice.parse("/opt/libbpf.so")).hasToString("/opt/libbpf.so");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LibbpfChoice.parse("newest"))
        .withMessageContaining("'newest'")
        .withMessageContaining("temper.libbpf");
  }

  @Test
  void version_compares() {
    assertThat(new LibbpfVersion(1, 4).atLeast(LibbpfVersion.MINIMUM)).isFalse();
    assertThat(new LibbpfVersion(1, 5).atLeast(LibbpfVersion.MINIMUM)).isTrue();
    assertThat(new LibbpfVersion(2, 0).atLeast(LibbpfVersion.MINIMUM)).isTrue();
    assertThat(new LibbpfVersion(0, 9).atLeast(LibbpfVersion.MINIMUM)).isFalse();
  }

  @Test
  void architecture_ofTheJvm_isTheKernels() {
    assertThat(Architecture.kernelNameOf("amd64")).isEqualTo("x86_64");
    assertThat(Architecture.kernelNameOf("aarch64")).isEqualTo("aarch64");
    assertThat(Architecture.kernelNameOf("riscv64")).isEqualTo("riscv64");
  }
}
