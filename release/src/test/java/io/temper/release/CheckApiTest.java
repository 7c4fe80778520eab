package io.temper.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version {@code release/check-api} compares with; what it compares is for {@link BrokenApiTest}. */
class CheckApiTest {
  private static final Map<String, String> NOBODYS_SETTINGS = Map.of(
      "GIT_CONFIG_GLOBAL", "/dev/null",
      "GIT_CONFIG_SYSTEM", "/dev/null");

  @TempDir
  Path folder;

  private Path checkout;

  @BeforeEach
  void makeARepository() throws IOException {
    checkout = Files.createDirectory(folder.resolve("checkout"));
    Path scripts = Files.createDirectory(checkout.resolve("release"));
    for (String script : List.of("check-api", "libraries")) {
      Files.copy(Path.of(script), scripts.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.writeString(
        Files.createDirectory(checkout.resolve("temper-bom")).resolve("pom.xml"), "<project/>\n");
    git("init", "-q");
    commit("## Unreleased");
  }

  private void git(String... arguments) {
    var command =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org"));
    command.addAll(List.of(arguments));
    var run = ProgramRun.of(checkout, NOBODYS_SETTINGS, command);
    assertThat(run.exitCode()).as("%s: %s", command, run.err()).isZero();
  }

  private void commit(String changelog) throws IOException {
    Files.writeString(checkout.resolve("CHANGELOG.md"), changelog + "\n");
    git("add", ".");
    git("commit", "-q", "-m", changelog);
  }

  private static ProgramRun check(Path checkout) {
    return ProgramRun.of(checkout, NOBODYS_SETTINGS, List.of("release/check-api"));
  }

  private ProgramRun check() {
    return check(checkout);
  }

  private static void assertRefused(ProgramRun run, String why) {
    assertThat(run.out()).contains(why);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
  }

  @Test
  void nothingReleased_isSkippedAloud() {
    assertThat(check().out()).contains("NOTHING COMPARED");
    assertThat(check().exitCode()).isEqualTo(3);
  }

  /** It has no promise of before, and its own is for the next. */
  @Test
  void firstRelease_isComparedWithNothing() throws IOException {
    commit("## 1.0.0 - 2026-01-01");
    git("tag", "v1.0.0");
    assertThat(check().exitCode()).isEqualTo(3);
  }

  @Test
  void releasedCommit_isComparedWithTheReleaseBefore() throws IOException {
    git("tag", "v1.0.0");
    commit("## 1.1.0");
    git("tag", "v1.1.0");
    assertRefused(check(), "v1.0.0 has no libraries");
  }

  @Test
  void laterCommit_isComparedWithTheNewestRelease() throws IOException {
    git("tag", "v1.0.0");
    commit("## 1.1.0");
    git("tag", "v1.1.0");
    commit("## Unreleased");
    assertRefused(check(), "v1.1.0 has no libraries");
  }

  @Test
  void tagsThatWereNotFetched_areNotTakenForNoRelease() throws IOException {
    commit("## Unreleased\n\n## 1.0.0 - 2026-01-01");
    commit("## Unreleased\n\n## [1.0.0] - 2026-01-01");
    assertRefused(check(), "git fetch --tags");
  }

  @Test
  void shallowClone_isNotTakenForNoRelease() throws IOException {
    git("tag", "v1.0.0");
    commit("## 1.0.0");
    commit("## Unreleased\n\n## 1.0.0");
    git("clone", "-q", "--depth", "1", "--no-tags", "file://" + checkout, "../shallow");
    assertRefused(check(folder.resolve("shallow")), "git fetch --tags (--unshallow)");
  }

  @Test
  void versionThatIsNotThere_isNamed() {
    var run = ProgramRun.of(checkout, NOBODYS_SETTINGS, List.of("release/check-api", "v9"));
    assertRefused(run, "'v9' is no tag or commit of this repository");
  }
}
