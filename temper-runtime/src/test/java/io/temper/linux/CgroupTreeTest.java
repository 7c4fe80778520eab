package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTreeTest {
  private static final CgroupPath SYSTEMD =
      new CgroupPath("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-poda_b.slice");
  private static final CgroupPath CGROUPFS = new CgroupPath("/kubepods/burstable/poda-b");

  @TempDir
  Path root;

  private FakeFiles files;

  @BeforeEach
  void setUp() {
    files = new FakeFiles(root).write("cgroup.controllers", "cpuset cpu io memory pids");
  }

  @Test
  void apply_group_isTheInodeOfItsDirectory() throws IOException {
    files.directory("kubepods/burstable/poda-b");

    assertThat(CgroupTree.open(root).apply(CGROUPFS))
        .hasValue((Long) Files.getAttribute(root.resolve("kubepods/burstable/poda-b"), "unix:ino"));
  }

  @Test
  void apply_rootGroup_isTheMountPoint() throws IOException {
    assertThat(CgroupTree.open(root).apply(new CgroupPath("/")))
        .hasValue((Long) Files.getAttribute(root, "unix:ino"));
  }

  @Test
  void apply_groupThatIsGoneOrAFile_isEmpty() {
    CgroupTree tree = CgroupTree.open(root);
    files.directory("pod").delete("pod");

    assertThat(tree.apply(new CgroupPath("/pod"))).isEmpty();
    assertThat(tree.apply(new CgroupPath("/cgroup.controllers"))).isEmpty();
    assertThat(tree.apply(new CgroupPath("/cgroup.controllers/below"))).isEmpty();
  }

  @Test
  void firstExisting_eachDriver_findsItsPlace() {
    CgroupTree tree = CgroupTree.open(root);
    List<CgroupPath> candidates = List.of(SYSTEMD, CGROUPFS);

    assertThat(tree.firstExisting(candidates)).isEmpty();
    files.directory(CGROUPFS.value().substring(1));
    assertThat(tree.firstExisting(candidates)).contains(CGROUPFS);
    files.directory(SYSTEMD.value().substring(1));
    assertThat(tree.firstExisting(candidates)).contains(SYSTEMD);
  }

  @Test
  void apply_groupMadeAnew_hasAnotherNumberWhileTheOldIsHeld() throws IOException {
    files.directory("pod");
    CgroupTree tree = CgroupTree.open(root);
    long first = tree.apply(new CgroupPath("/pod")).orElseThrow();
    Files.move(root.resolve("pod"), root.resolve("old"));
    files.directory("pod");

    assertThat(tree.apply(new CgroupPath("/pod")).orElseThrow()).isNotEqualTo(first);
    assertThat(tree.apply(new CgroupPath("/old"))).hasValue(first);
  }

  @Test
  void children_groupsRightBelow_byPathWithoutFilesAndLinks() throws IOException {
    files.directory("b/inner").directory("a").write("cpu.stat", "");
    Files.createSymbolicLink(root.resolve("c"), root.resolve("a"));
    CgroupTree tree = CgroupTree.open(root);

    assertThat(tree.children(new CgroupPath("/")))
        .containsExactly(new CgroupPath("/a"), new CgroupPath("/b"));
    assertThat(tree.children(new CgroupPath("/b"))).containsExactly(new CgroupPath("/b/inner"));
  }

  @Test
  void children_groupThatIsGoneOrAFile_hasNone() {
    files.directory("pod").delete("pod");
    CgroupTree tree = CgroupTree.open(root);

    assertThat(tree.children(new CgroupPath("/pod"))).isEmpty();
    assertThat(tree.children(new CgroupPath("/cgroup.controllers"))).isEmpty();
  }

  @Test
  void open_versionOneOrNothing_saysWhatToDo(@TempDir Path other) throws IOException {
    Path mounts =
        Files.writeString(other.resolve("mounts"), "cgroup /sys/fs/cgroup/cpu cgroup rw 0 0\n");

    assertThat(remedy(other, mounts))
        .isEqualTo(
            "boot with systemd.unified_cgroup_hierarchy=1, or mount cgroup2 and name the place"
                + " (of the command line: TEMPER_JAVA_OPTS=-Dtemper.cgroup.root=PLACE)");
    assertThat(remedy(other, other.resolve("no mounts"))).startsWith("boot with");
  }

  @Test
  void open_versionTwoIsMountedElsewhere_namesThePlaceAndHowToSayIt(@TempDir Path other)
      throws IOException {
    Path mounts = Files.writeString(other.resolve("mounts"), """
        tmpfs /sys/fs/cgroup tmpfs ro,mode=755 0 0
        cgroup2 /sys/fs/cgroup/unified cgroup2 rw,nosuid,nsdelegate 0 0
        cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0
        """);

    assertThat(remedy(other, mounts))
        .isEqualTo("cgroup2 is mounted at /sys/fs/cgroup/unified: name that place (of the command"
            + " line: TEMPER_JAVA_OPTS=-Dtemper.cgroup.root=/sys/fs/cgroup/unified)");
  }

  private static String remedy(Path root, Path mounts) {
    var refused =
        catchThrowableOfType(HostReadException.class, () -> CgroupTree.open(root, mounts));
    assertThat(refused).hasMessageContaining("there is no cgroup v2 tree");
    return refused.remedy();
  }
}
