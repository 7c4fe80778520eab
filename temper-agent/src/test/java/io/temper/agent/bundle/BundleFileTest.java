package io.temper.agent.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.agent.report.doctor.BundleManifest.Entry;
import io.temper.agent.report.doctor.Secrets;
import io.temper.agent.report.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFileTest {
  private static final Secrets NONE = new Secrets(List.of());

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("node.zip");
  }

  private static BundlePart part(String name, String text) {
    return new BundlePart(name, "a part", () -> text);
  }

  @Test
  void write_holdsThePartsAndAManifestThatListsThem() throws Exception {
    var manifest = new BundleFile(file, false)
        .write(List.of(part("a.txt", "one"), part("b/c", "two")), NONE, "1");
    assertThat(Unzipped.read(file)).containsEntry("a.txt", "one").containsEntry("b/c", "two");
    assertThat(manifest.entries())
        .containsExactly(
            new Entry("a.txt", "a part", 3, false, null),
            new Entry("b/c", "a part", 3, false, null));
    assertThat(Unzipped.read(file).get("MANIFEST.json"))
        .contains("\"kind\" : \"BundleManifest\"", "\"b/c\"", "environment variables");
  }

  @Test
  void write_isForItsOwnerAndLeavesNothingElse() throws Exception {
    new BundleFile(file, false).write(List.of(part("a", "one")), NONE, "1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void partThatFails_isListedWithItsProblemAndTheRestIsThere() throws Exception {
    var manifest = new BundleFile(file, false)
        .write(
            List.of(
                new BundlePart("bad", "a part", () -> Files.readString(folder.resolve("none"))),
                new BundlePart("worse", "a part", () -> {
                  throw new StackOverflowError();
                }),
                new BundlePart("known", "a part", () -> {
                  throw new TemperException("no agent answers\n  at all");
                }),
                part("good", "yes")),
            NONE,
            "1");
    assertThat(Unzipped.read(file)).containsOnlyKeys("good", "MANIFEST.json");
    assertThat(manifest.missing())
        .extracting(Entry::problem)
        .satisfiesExactly(
            problem -> assertThat(problem).contains("NoSuchFileException", "none"),
            problem -> assertThat(problem).contains("StackOverflowError"),
            problem -> assertThat(problem).isEqualTo("no agent answers at all"));
    assertThat(Unzipped.read(file).get("MANIFEST.json")).contains("no agent answers at all");
  }

  @Test
  void partThatHangs_isListedAndTheRestIsThere() throws Exception {
    var never = new CountDownLatch(1);
    var reader = new PartReader(Duration.ofSeconds(2), 100, NONE);
    var hangs = new BundlePart("slow", "a part", () -> {
      never.await();
      return "late";
    });
    var manifest =
        new BundleFile(file, false).write(List.of(hangs, part("good", "yes")), reader, "1");
    assertThat(manifest.missing()).singleElement().satisfies(one -> assertThat(one.problem())
        .contains("within 2000 ms"));
    assertThat(Unzipped.read(file)).containsOnlyKeys("good", "MANIFEST.json");
  }

  @Test
  void partThatIsTooLarge_isCutAndSaysSo() throws Exception {
    var reader = new PartReader(Duration.ofSeconds(10), 100, NONE);
    var manifest =
        new BundleFile(file, false).write(List.of(part("large", "x".repeat(101))), reader, "1");
    assertThat(manifest.entries()).containsExactly(new Entry("large", "a part", 100, true, null));
    assertThat(Unzipped.read(file).get("large")).hasSize(100);
  }

  @Test
  void secrets_areTakenOutOfPartsAndProblems() throws Exception {
    new BundleFile(file, false)
        .write(
            List.of(part("a", "token is hunter22, indeed"), new BundlePart("b", "a part", () -> {
              throw new TemperException("cannot use hunter22");
            })),
            new Secrets(List.of("hunter22")),
            "1");
    assertThat(Unzipped.read(file))
        .containsEntry("a", "token is (left out), indeed")
        .allSatisfy((name, text) -> assertThat(text).doesNotContain("hunter22"));
  }

  @Test
  void fileThatIsThere_isReplacedOnlyWhenForced() throws Exception {
    Files.writeString(file, "precious");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new BundleFile(file, false))
        .withMessageContaining("is there already")
        .withMessageContaining("--force");
    assertThat(file).hasContent("precious");
    new BundleFile(file, true).write(List.of(part("a", "one")), NONE, "1");
    assertThat(Unzipped.read(file)).containsKey("a");
  }

  /** Into this folder of the kernel not even root can write a file. */
  @Test
  void folderThatCannotBeWrittenTo_isNamedWithTheRemedyAndNoOtherFile() {
    var bundle = new BundleFile(Path.of("/sys/node.zip"), false);

    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> bundle.write(List.of(part("a", "one")), NONE, "1"))
        .withMessageMatching(
            "--bundle: cannot write /sys/node.zip: (this user may not write to /sys"
                + "|[A-Z][a-z -]+); choose a folder that this user may write to and that has room");
  }

  @Test
  void fileThatComesMeanwhile_isLeftAlone() throws Exception {
    var bundle = new BundleFile(file, false);
    var slow = new BundlePart("a", "a part", () -> {
      Files.writeString(file, "precious");
      return "one";
    });
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> bundle.write(List.of(slow), NONE, "1"))
        .withMessageContaining("is there already");
    assertThat(file).hasContent("precious");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void folderThatVanishes_isAnErrorThatNamesTheFile() throws IOException {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    var bundle = new BundleFile(gone.resolve("node.zip"), false);
    Files.delete(gone);
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> bundle.write(List.of(part("a", "one")), NONE, "1"))
        .withMessageContaining("cannot write")
        .withMessageContaining("node.zip");
  }

  @Test
  void placesThatAreNone_areRefusedBeforeAnythingIsRead() throws IOException {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new BundleFile(folder.resolve("node.tar.gz"), false))
        .withMessageContaining("ends with .zip");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new BundleFile(folder.resolve("none/node.zip"), false))
        .withMessageContaining("there is no folder");
    Files.createDirectory(file);
    assertThatExceptionOfType(InputException.class).isThrownBy(() -> new BundleFile(file, true));
  }
}
