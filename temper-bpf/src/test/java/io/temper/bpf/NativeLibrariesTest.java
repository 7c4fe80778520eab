package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.testkit.JavaProgram;
import io.temper.testkit.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that may write nowhere, with libraries unpacked beforehand and without. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "aarch64"})
class NativeLibrariesTest {
  /** Nobody can make a folder there, root included. */
  private static final String NOWHERE = "/proc/nowhere";

  private static final List<String> NO_PLACE_TO_WRITE =
      List.of("-Djava.io.tmpdir=" + NOWHERE, "-Duser.home=" + NOWHERE);

  /** Neither in the root file system nor in /tmp, should that be another, can anything be written. */
  private static final List<String> READ_ONLY = List.of(
      "unshare",
      "--mount",
      "sh",
      "-c",
      "mount -o remount,ro,bind / && { mount -o remount,ro,bind /tmp 2>/dev/null; exec \"$0\" \"$@\"; }");

  @TempDir
  Path folder;

  private ProgramRun run(
      List<String> prefix, List<String> options, Class<?> program, String... arguments) {
    var command = new ArrayList<>(prefix);
    var java = JavaProgram.command(program, arguments);
    java.addAll(1, options);
    command.addAll(java);
    return ProgramRun.of(folder, Map.of("XDG_CACHE_HOME", NOWHERE), command);
  }

  private ProgramRun load(List<String> options) {
    return run(List.of(), options, LoadsLibbpf.class);
  }

  private static List<String> both(List<String> some, List<String> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  @Test
  void noPlaceToWrite_librariesUnpackedBefore_areUsed() {
    var natives = NativeLibraries.extract(folder.resolve("native"));
    assertThat(load(both(NO_PLACE_TO_WRITE, natives)).out())
        .isEqualTo("loaded, and can write: false\n");
  }

  @Test
  void readOnlyFileSystem_librariesUnpackedBefore_areUsed() {
    assumeThat(ProgramRun.of(folder, Map.of(), both(READ_ONLY, List.of("true"))).exitCode())
        .as("mounts of one's own are allowed")
        .isZero();
    var natives = NativeLibraries.extract(folder.resolve("native"));
    assertThat(run(READ_ONLY, natives, LoadsLibbpf.class).out())
        .isEqualTo("loaded, and can write: false\n");
  }

  @Test
  void noPlaceToWrite_nothingUnpackedBefore_isAnErrorThatSaysHow() {
    assertThat(load(NO_PLACE_TO_WRITE).out())
        .contains("it cannot be unpacked into " + NOWHERE)
        .contains("-Dtemper.native.dir=DIR")
        .contains("java -cp CLASSPATH io.temper.bpf.NativeLibraries DIR");
  }

  @Test
  void noPlaceToWrite_onlyLibbpfUnpackedBefore_isAnErrorThatNamesJna() {
    NativeLibraries.extract(folder);
    assertThat(load(both(NO_PLACE_TO_WRITE, List.of("-Dtemper.libbpf=" + folder + "/libbpf.so.1")))
            .out())
        .contains("JNA has no native library that it can use")
        .contains("-Djna.tmpdir")
        .contains("java -cp CLASSPATH io.temper.bpf.NativeLibraries DIR");
  }

  @Test
  void somethingElseInPlaceOfJnasLibrary_isAnErrorThatNamesJna() throws IOException {
    var natives = NativeLibraries.extract(folder);
    Files.copy(folder.resolve("libz.so.1"), folder.resolve("other"));
    Files.move(
        folder.resolve("other"),
        folder.resolve("libjnidispatch.so"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(load(natives).out())
        .startsWith(
            "libbpf (" + folder + "/libbpf.so.1) cannot be loaded: JNA has no native library");
  }

  @Test
  void extract_again_replacesFilesAndChangesNone() throws IOException {
    NativeLibraries.extract(folder);
    Path library = folder.resolve("libbpf.so.1");
    Object before = Files.getAttribute(library, "unix:ino");
    try (var running = Files.newInputStream(library)) {
      assertThat(NativeLibraries.extract(folder)).contains("-Dtemper.libbpf=" + library);
      assertThat(running.read()).as("a JVM keeps what it runs from").isNotNegative();
    }
    assertThat(Files.getAttribute(library, "unix:ino")).isNotEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              "libjnidispatch.so", "libbpf.so.1", "libelf.so.1", "libz.so.1");
    }
  }

  private static String modeOf(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** The program may run as another user than who unpacked. */
  @Test
  void extract_umaskOfAPrivateUser_othersMayReadAllTheSame() throws IOException {
    Path made = folder.resolve("opt/native");
    var run = run(
        List.of("sh", "-c", "umask 077; exec \"$0\" \"$@\""),
        List.of(),
        NativeLibraries.class,
        made.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(modeOf(folder.resolve("opt"))).isEqualTo("rwxr-xr-x");
    assertThat(modeOf(made)).isEqualTo("rwxr-xr-x");
    try (var files = Files.list(made)) {
      for (Path file : files.toList()) {
        assertThat(modeOf(file)).as("%s", file).isEqualTo("rw-r--r--");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0775, 0757, 0777, 01777})
  void extract_folderThatOthersMayWriteTo_isRefusedWithRemedy(int mode) throws IOException {
    Files.setAttribute(folder, "unix:mode", mode);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> NativeLibraries.extract(folder))
        .withMessageContainingAll(
            "the mode of " + folder + " is " + Integer.toOctalString(mode), "chmod go-w " + folder);
    assertThat(folder).isEmptyDirectory();
  }

  /** Who may rename it may put another in its place. */
  @Test
  void extract_belowAFolderThatOthersMayWriteTo_isRefusedUnlessThatIsSticky() throws IOException {
    Path natives = Files.createDirectories(folder.resolve("app/native"));
    Files.setAttribute(folder, "unix:mode", 0777);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> NativeLibraries.extract(natives))
        .withMessageContaining("chmod go-w " + folder + ")");
    assertThat(natives).isEmptyDirectory();
    Files.setAttribute(folder, "unix:mode", 01777);
    assertThat(NativeLibraries.extract(natives)).isNotEmpty();
  }

  @Test
  void extract_byALinkIntoAFolderThatOthersMayWriteTo_isRefused() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setAttribute(open, "unix:mode", 0777);
    Path link = Files.createSymbolicLink(folder.resolve("link"), open);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> NativeLibraries.extract(link))
        .withMessageContaining("the mode of " + open);
  }

  @Test
  void extract_folderOfAnotherUser_isRefused() throws IOException {
    assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
        .as("only root gives a folder away")
        .isEqualTo(0);
    Files.setAttribute(folder, "unix:uid", 12345);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> NativeLibraries.extract(folder))
        .withMessageContaining(folder + " belongs to user 12345");
    assertThat(folder).isEmptyDirectory();
  }

  /** Whoever could write there earlier may have left links behind. */
  @Test
  void extract_linksLeftInTheFolder_nothingIsWrittenThroughThem() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "kept");
    Path natives = Files.createDirectory(folder.resolve("native"));
    for (String name : List.of("libbpf.so.1", "libbpf.so.1.next", "libjnidispatch.so.next")) {
      Files.createSymbolicLink(natives.resolve(name), outside);
    }
    NativeLibraries.extract(natives);
    assertThat(outside).hasContent("kept");
    assertThat(natives.resolve("libbpf.so.1")).isRegularFile();
    assertThat(Files.isSymbolicLink(natives.resolve("libbpf.so.1"))).isFalse();
  }

  @Test
  void extract_fileCannotBeReplaced_leavesNoHalfOfOne() throws IOException {
    Files.createDirectories(folder.resolve("libjnidispatch.so/inside"));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> NativeLibraries.extract(folder));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("libjnidispatch.so"));
    }
  }

  @Test
  void program_folder_printsWhatJavaReadsAsOptions() throws IOException {
    var printed = run(List.of(), List.of(), NativeLibraries.class, folder + "/with blank");
    Path file = Files.writeString(folder.resolve("native.options"), printed.out());
    assertThat(load(both(NO_PLACE_TO_WRITE, List.of("@" + file))).out())
        .isEqualTo("loaded, and can write: false\n");
  }

  @Test
  void program_folderThatCannotBeMade_saysSo() {
    var run = run(List.of(), List.of(), NativeLibraries.class, NOWHERE);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("cannot unpack native libraries into " + NOWHERE)
        .hasLineCount(1);
  }

  @Test
  void program_noFolder_saysHowItIsUsed() {
    var run = run(List.of(), List.of(), NativeLibraries.class);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("usage: java -cp CLASSPATH io.temper.bpf.NativeLibraries DIR\n");
  }
}
