package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CgroupPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Groups that are remembered, in the kernel's own tree, which tells less than other file systems. */
@Tag("kernel")
class KnownGroupsKernelTest {
  private static final Path ROOT = CgroupTree.DEFAULT_ROOT.resolve("temper-known-test");
  private static final Path BATCH = ROOT.resolve("batch");
  private static final CgroupPattern PATTERN = new CgroupPattern("/temper-known-test/batch/*");

  private final FileChanges changes = FileChanges.open("groups");
  private final CgroupTree tree = CgroupTree.open(CgroupTree.DEFAULT_ROOT).watchedBy(changes);

  @BeforeEach
  void makeGroups() throws IOException {
    Files.createDirectories(BATCH.resolve("a"));
  }

  @AfterEach
  void removeGroups() throws IOException {
    for (Path group : new Path[] {BATCH.resolve("a"), BATCH.resolve("b"), BATCH, ROOT}) {
      Files.deleteIfExists(group);
    }
  }

  private int found() {
    changes.seen();
    return tree.matching(PATTERN).size();
  }

  @Test
  void groupMadeAgain_isListenedToAnew() throws IOException {
    assertThat(found()).isEqualTo(1);
    Files.delete(BATCH.resolve("a"));
    Files.delete(BATCH);
    Files.createDirectory(BATCH);
    Soon.await(() -> found() == 0);
    // All that was told of the old group is told by now.
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    assertThat(found()).isZero();
    Files.createDirectory(BATCH.resolve("b"));
    Soon.await(() -> found() == 1);
  }
}
