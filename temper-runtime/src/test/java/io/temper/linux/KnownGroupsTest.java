package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KnownGroupsTest {
  private static final int MANY = 50;

  @TempDir
  Path root;

  private final FileChanges changes = FileChanges.open("groups");
  private final Counting read = new Counting();
  private KnownGroups groups;
  private FakeFiles files;

  /** Counts what is read from the kernel. */
  private static final class Counting implements GroupDirectories {
    private final GroupDirectories read = new ReadGroups();
    private final List<Path> lists = new ArrayList<>();
    private final List<Path> looks = new ArrayList<>();
    private boolean broken;

    @Override
    public List<Path> in(Path directory, Predicate<String> wanted) {
      lists.add(directory);
      return read.in(directory, wanted);
    }

    @Override
    public OptionalLong numberOf(Path directory) {
      if (broken) {
        throw new HostReadException(directory, "broken", "mend it", null);
      }
      looks.add(directory);
      return read.numberOf(directory);
    }

    void clear() {
      lists.clear();
      looks.clear();
    }
  }

  @BeforeEach
  void makeGroups() {
    files = new FakeFiles(root);
    groups = new KnownGroups(root, read, changes);
    for (int i = 0; i < MANY; i++) {
      files.directory("batch/old-" + i);
    }
  }

  private List<Path> batch() {
    return groups.in(root.resolve("batch"), name -> true);
  }

  @Test
  void nothingNew_nothingIsRead() {
    assertThat(batch()).hasSize(MANY);
    read.clear();
    assertThat(batch()).hasSize(MANY);
    assertThat(groups.numberOf(root.resolve("batch/old-7"))).isPresent();
    assertThat(read.lists).isEmpty();
    assertThat(read.looks).isEmpty();
  }

  @Test
  void newGroup_isTheOnlyOneThatIsLookedAt() {
    batch();
    read.clear();
    change(() -> files.directory("batch/new"));
    assertThat(batch()).hasSize(MANY + 1).contains(root.resolve("batch/new"));
    assertThat(read.lists).isEmpty();
    assertThat(read.looks).containsExactly(root.resolve("batch/new"));
  }

  @Test
  void groupThatIsGone_isForgottenWithAllBelow() {
    files.directory("batch/old-1/below");
    assertThat(groups.in(root.resolve("batch/old-1"), name -> true)).hasSize(1);
    batch();
    files.delete("batch/old-1/below").delete("batch/old-1");
    Soon.await(() -> {
      changes.seen();
      return batch().size() == MANY - 1;
    });
    assertThat(groups.in(root.resolve("batch/old-1"), name -> true)).isEmpty();
    assertThat(groups.numberOf(root.resolve("batch/old-1"))).isEmpty();
  }

  @Test
  void groupMadeAnew_hasItsNewNumber() {
    var group = root.resolve("batch/old-1");
    long before = groups.numberOf(group).orElseThrow();
    change(() -> move(group, root.resolve("kept")));
    change(() -> files.directory("batch/old-1"));
    assertThat(groups.numberOf(group)).isEqualTo(read.read.numberOf(group));
    assertThat(groups.numberOf(group).orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void readingThatFailsHalfWay_losesNothing() {
    batch();
    change(() -> files.directory("batch/new"));
    read.broken = true;
    assertThatExceptionOfType(HostReadException.class).isThrownBy(this::batch);
    read.broken = false;
    assertThat(batch()).hasSize(MANY + 1);
  }

  @Test
  void firstReadingThatFails_losesNothing() {
    read.broken = true;
    assertThatExceptionOfType(HostReadException.class).isThrownBy(this::batch);
    read.broken = false;
    assertThat(batch()).hasSize(MANY);
  }

  /** Nothing is told of what is not listened to, and asking for one group must not read all. */
  @Test
  void whereTheKernelDoesNotTell_eachGroupIsReadByItself() {
    changes.giveUp(new IOException("no more watches"));
    read.clear();
    assertThat(groups.numberOf(root.resolve("batch/old-7"))).isPresent();
    assertThat(read.looks).hasSize(1);
    files.directory("batch/new");
    assertThat(groups.numberOf(root.resolve("batch/new"))).isPresent();
    assertThat(batch()).hasSize(MANY + 1);
    assertThat(read.lists).hasSize(1);
  }

  @Test
  void moreChangesThanAreTold_areFoundAllTheSame() {
    batch();
    for (int i = 0; i < 1200; i++) {
      files.directory("batch/new-" + i);
    }
    Soon.await(() -> {
      changes.seen();
      return batch().size() == MANY + 1200;
    });
  }

  @Test
  void forget_readsAllAgain() {
    batch();
    read.clear();
    groups.forget();
    assertThat(batch()).hasSize(MANY);
    assertThat(read.looks).hasSize(MANY + 1);
  }

  /** The search by patterns is tested with trees that remember nothing. */
  @Test
  void whateverComesAndGoes_isWhatReadingTellsSoon() {
    var random = new Random(20261127);
    for (int round = 0; round < 60; round++) {
      for (int i = random.nextInt(12); i >= 0; i--) {
        turn(Path.of(name(random), name(random), name(random)), 1 + random.nextInt(3));
      }
      Soon.await(() -> {
        changes.seen();
        return all(groups, root).equals(all(read.read, root));
      });
    }
  }

  private static String name(Random random) {
    return String.valueOf((char) ('a' + random.nextInt(3)));
  }

  /** Makes the group, with those around it, or removes it with all inside. */
  private void turn(Path path, int depth) {
    var group = path.subpath(0, depth);
    if (Files.exists(root.resolve(group))) {
      removeAll(group);
    } else {
      files.directory(group.toString());
    }
  }

  private void removeAll(Path group) {
    read.read
        .in(root.resolve(group), name -> true)
        .forEach(below -> removeAll(root.relativize(below)));
    files.delete(group.toString());
  }

  private static Map<Path, Long> all(GroupDirectories groups, Path directory) {
    var found = new TreeMap<Path, Long>();
    for (Path group : groups.in(directory, name -> name.length() == 1)) {
      groups.numberOf(group).ifPresent(number -> found.put(group, number));
      found.putAll(all(groups, group));
    }
    return found;
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes something, and waits until it was told. */
  private void change(Runnable change) {
    long before = changes.seen();
    change.run();
    Soon.await(() -> changes.seen() != before);
  }
}
