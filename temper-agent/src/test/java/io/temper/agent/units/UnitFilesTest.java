package io.temper.agent.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.tier.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitFilesTest {
  @TempDir
  private Path root;

  private final List<UnitProblem> problems = new ArrayList<>();
  private final Set<Path> listened = new HashSet<>();

  private void tier(String file, String tier) {
    new FakeHost(root).write(file, "[X-Temper]", "Tier=" + tier);
  }

  private @Nullable Tier read(String unit) {
    var files = new UnitFiles(root, listened::add, problems::add);
    return files.settingsOf(UnitName.ofGroup(unit).orElseThrow()).tier();
  }

  @Test
  void settings_noFile_areNone() {
    assertThat(read("web.service")).isNull();
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "usr/lib/systemd/system, run/systemd/system",
    "run/systemd/generator.late, usr/lib/systemd/system",
    "usr/lib/systemd/system, usr/local/lib/systemd/system",
    "run/systemd/generator, etc/systemd/system",
    "run/systemd/system, etc/systemd/system",
    "etc/systemd/system, run/systemd/transient",
    "run/systemd/transient, run/systemd/system.control",
    "run/systemd/system.control, etc/systemd/system.control",
  })
  void unitFile_inSeveralFolders_thatOfTheFirstCounts(String later, String first) {
    tier(later + "/web.service", "low");
    assertThat(read("web.service")).isEqualTo(Tier.LOW);
    tier(first + "/web.service", "high");
    assertThat(read("web.service")).isEqualTo(Tier.HIGH);
  }

  @Test
  void dropIn_standsAboveTheUnitFile_whereverItLies() {
    tier("etc/systemd/system/web.service", "low");
    tier("usr/lib/systemd/system/web.service.d/a.conf", "high");
    assertThat(read("web.service")).isEqualTo(Tier.HIGH);
  }

  @Test
  void dropIns_byName_theLastCountsWhereverItLies() {
    tier("usr/lib/systemd/system/web.service.d/90.conf", "high");
    tier("etc/systemd/system/web.service.d/10.conf", "low");
    assertThat(read("web.service")).isEqualTo(Tier.HIGH);
  }

  @Test
  void dropIns_ofOneName_thatOfTheFirstFolderCounts() {
    tier("usr/lib/systemd/system/web.service.d/50.conf", "high");
    tier("etc/systemd/system/web.service.d/50.conf", "low");
    assertThat(read("web.service")).isEqualTo(Tier.LOW);
  }

  @Test
  void dropIns_ofPrefixTemplateAndType_count() {
    tier("etc/systemd/system/service.d/10.conf", "background");
    assertThat(read("foo-bar@one.service")).isEqualTo(Tier.BACKGROUND);
    tier("etc/systemd/system/foo-@.service.d/20.conf", "low");
    assertThat(read("foo-bar@one.service")).isEqualTo(Tier.LOW);
    tier("etc/systemd/system/foo-bar@.service.d/30.conf", "normal");
    assertThat(read("foo-bar@one.service")).isEqualTo(Tier.NORMAL);
    tier("etc/systemd/system/foo-bar@one.service.d/40.conf", "high");
    assertThat(read("foo-bar@one.service")).isEqualTo(Tier.HIGH);
    assertThat(read("foo-bar@two.service")).isEqualTo(Tier.NORMAL);
    assertThat(read("bar.scope")).isNull();
  }

  @Test
  void dropIns_ofOneName_theMoreSpecificCounts() {
    tier("etc/systemd/system/service.d/50.conf", "background");
    tier("etc/systemd/system/foo-.service.d/50.conf", "low");
    tier("etc/systemd/system/foo-bar.service.d/50.conf", "high");
    assertThat(read("foo-bar.service")).isEqualTo(Tier.HIGH);
    assertThat(read("foo-baz.service")).isEqualTo(Tier.LOW);
    assertThat(read("baz.service")).isEqualTo(Tier.BACKGROUND);
  }

  @Test
  void dropIn_maskedByDevNull_saysNothing() throws IOException {
    tier("usr/lib/systemd/system/web.service.d/50.conf", "high");
    Path mask = root.resolve("etc/systemd/system/web.service.d/50.conf");
    Files.createDirectories(mask.getParent());
    Files.createSymbolicLink(mask, Path.of("/dev/null"));
    assertThat(read("web.service")).isNull();
    assertThat(problems).isEmpty();
  }

  @Test
  void transientUnit_isReadWhereSystemdPutsIt() {
    tier("run/systemd/transient/run-u7.service.d/50.conf", "low");
    assertThat(read("run-u7.service")).isEqualTo(Tier.LOW);
  }

  @Test
  void escapedName_isThatOfTheFile() {
    tier("etc/systemd/system/srv-a\\x2db.service.d/50.conf", "low");
    assertThat(read("srv-a\\x2db.service")).isEqualTo(Tier.LOW);
  }

  @Test
  void filesThatAreNoDropIns_areLeftOut() {
    tier("etc/systemd/system/web.service.d/50.conf~", "low");
    tier("etc/systemd/system/web.service.d/.50.conf", "low");
    tier("etc/systemd/system/web.service.d/50.txt", "low");
    assertThat(read("web.service")).isNull();
  }

  @Test
  void fileThatIsNoText_isAProblem() throws IOException {
    tier("etc/systemd/system/web.service.d/50.conf", "low");
    Files.write(
        root.resolve("etc/systemd/system/web.service.d/50.conf"), new byte[] {(byte) 0xff, 0x0a});
    assertThat(read("web.service")).isNull();
    assertThat(problems).singleElement().asString().contains("50.conf: it is not UTF-8");
  }

  @Test
  void fileThatIsTooLarge_isAProblem() throws IOException {
    tier("etc/systemd/system/web.service", "low");
    Files.write(root.resolve("etc/systemd/system/web.service"), new byte[(1 << 20) + 1]);
    assertThat(read("web.service")).isNull();
    assertThat(problems).singleElement().asString().contains("larger than 1048576 bytes");
  }

  /** Where nothing lies yet, it may come to lie. */
  @Test
  void everyFolder_isListenedTo_alsoThoseThatAreNotThere() {
    tier("etc/systemd/system/web.service.d/50.conf", "low");
    read("web.service");
    assertThat(listened)
        .contains(
            root.resolve("etc/systemd/system"),
            root.resolve("etc/systemd/system/web.service.d"),
            root.resolve("run/systemd/transient"))
        .doesNotContain(root.resolve("run/systemd/transient/web.service.d"));
  }
}
