package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileChangesTest {
  @TempDir
  Path root;

  private final FileChanges changes = FileChanges.open("groups");
  private FakeFiles files;
  private CgroupTree tree;

  @BeforeEach
  void setUp() {
    files = new FakeFiles(root).write("cgroup.controllers", "cpu");
    tree = CgroupTree.open(root).watchedBy(changes);
  }

  @Test
  void nothingNew_isTheSameNumber() {
    files.directory("batch/a");
    tree.matching(new CgroupPattern("/batch/*"));
    assertThat(changes.seen()).isEqualTo(changes.seen());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/batch/*", "/batch/b", "/**", "/ba*/**/b"})
  void newGroup_thatAPatternMayStandFor_isSeen(String pattern) {
    files.directory("batch/a");
    tree.matching(new CgroupPattern(pattern));
    long before = changes.seen();
    files.directory("batch/b");
    awaitOther(before);
  }

  @Test
  void newGroup_whoseParentIsNewToo_isSeen() {
    var pattern = new CgroupPattern("/later/deep/*");
    tree.matching(pattern);
    long before = changes.seen();
    files.directory("later/deep/a");
    long then = awaitOther(before);
    assertThat(tree.matching(pattern)).hasSize(1);
    files.directory("later/deep/b");
    awaitOther(then);
    assertThat(tree.matching(pattern)).hasSize(2);
  }

  @Test
  void groupThatIsMadeAgain_isSeen() {
    files.directory("web");
    tree.apply(new CgroupPath("/web"));
    long before = changes.seen();
    files.delete("web").directory("web");
    awaitOther(before);
  }

  @Test
  void groupThatWasNotThere_isSeenWhereverItBegins() {
    tree.apply(new CgroupPath("/a/b/c"));
    long before = changes.seen();
    files.directory("a");
    long then = awaitOther(before);
    tree.apply(new CgroupPath("/a/b/c"));
    files.directory("a/b/c");
    awaitOther(then);
  }

  @Test
  void directoryThatIsMadeAgain_isWatchedAgain() {
    var pattern = new CgroupPattern("/batch/*");
    files.directory("batch");
    tree.matching(pattern);
    long before = changes.seen();
    files.delete("batch").directory("batch");
    long then = awaitOther(before);
    // What the kernel says of the old directory may come after what it says of the new one.
    Soon.await(() -> {
      tree.matching(pattern);
      long quiet = changes.seen();
      files.directory("batch/a");
      boolean seen = isOtherSoon(quiet);
      files.delete("batch/a");
      return seen;
    });
    assertThat(changes.seen()).isNotEqualTo(then);
  }

  @Test
  void fileThatComesChangesAndGoes_ringsEachTime() throws Exception {
    Path file = root.resolve("run/safe-mode");
    changes.watchFile(file);
    ringsAfter(file, () -> files.directory("run"));
    ringsAfter(file, () -> files.write("run/safe-mode", "why"));
    ringsAfter(file, () -> files.write("run/safe-mode", "another reason"));
    ringsAfter(file, () -> files.delete("run/safe-mode"));
    assertThat(changes.rings()).isTrue();
  }

  /** One that was written again by a move has the old name all the time. */
  @Test
  void fileThatIsReplaced_rings() throws Exception {
    Path file = root.resolve("workloads.toml");
    files.write("workloads.toml", "old").write("new.toml", "new");
    changes.watchFile(file);
    Files.move(root.resolve("new.toml"), file, StandardCopyOption.REPLACE_EXISTING);
    changes.await();
  }

  /** A log in the folder of the configuration, say. */
  @Test
  void fileThatIsWrittenBesideAWatchedOne_doesNotRing() throws Exception {
    Path file = root.resolve("workloads.toml");
    files.write("workloads.toml", "old").write("log", "");
    changes.watchFile(file);
    long before = changes.seen();
    for (int line = 0; line < 100; line++) {
      files.write("log", "line " + line);
    }
    assertThat(isOtherSoon(before)).isFalse();
    files.write("workloads.toml", "new");
    changes.await();
  }

  /** As an editor does that keeps the file, or a shell that appends. */
  @Test
  void fileOfAWatchedFolder_thatIsWrittenInPlace_rings() throws Exception {
    Path folder = root.resolve("profiles");
    files.write("profiles/jvm.toml", "old");
    Supplier<Boolean> source = changes.watchingFilesOf(folder, () -> true);
    assertThat(source.get()).isTrue();
    long before = changes.seen();
    Files.writeString(folder.resolve("jvm.toml"), "new", StandardOpenOption.APPEND);
    awaitOther(before);
  }

  private void ringsAfter(Path file, Runnable change) throws InterruptedException {
    while (isOtherSoon(changes.seen())) {
      // What an earlier change has set off comes first.
    }
    change.run();
    changes.await();
    changes.watchFile(file);
  }

  private long awaitOther(long before) {
    Soon.await(() -> changes.seen() != before);
    return changes.seen();
  }

  private boolean isOtherSoon(long before) {
    long end = System.nanoTime() + Soon.PATIENCE_NANOS / 100;
    while (System.nanoTime() < end) {
      if (changes.seen() != before) {
        return true;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return false;
  }
}
