package io.temper.nomad.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.linux.CgroupTree;
import io.temper.nomad.Fixtures;
import io.temper.nomad.NomadTask;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerGroupsTest {
  private static final String ALLOCATION = "aaaaaaaa-0000-4000-8000-000000000002";
  private static final String OTHER = "aaaaaaaa-0000-4000-8000-000000000009";
  private static final TaskKey TASK = new TaskKey(ALLOCATION, "postgres");
  private static final String SCOPE = "/system.slice/docker-" + "a".repeat(64) + ".scope";
  private static final String PLAIN = "/docker/" + "b".repeat(64);

  @TempDir
  private Path folder;

  private Path cgroups;
  private Path proc;

  @BeforeEach
  void mount() throws IOException {
    cgroups = Files.createDirectory(folder.resolve("cgroup"));
    proc = Files.createDirectory(folder.resolve("proc"));
    Files.writeString(cgroups.resolve("cgroup.controllers"), "cpu\n");
  }

  private void group(String path, String processes) throws IOException {
    Path group = Files.createDirectories(cgroups.resolve(path.substring(1)));
    Files.writeString(group.resolve("cgroup.procs"), processes);
  }

  private void process(int number, String... mounts) throws IOException {
    Path process = Files.createDirectories(proc.resolve(Integer.toString(number)));
    Files.writeString(process.resolve("mountinfo"), String.join("\n", mounts) + "\n");
  }

  private static String mount(String root, String place) {
    return "931 900 259:1 " + root + " " + place + " rw,relatime - ext4 /dev/sda1 rw";
  }

  private static String local(String allocation, String task) {
    return mount("/var/lib/nomad/alloc/" + allocation + "/" + task + "/local", "/local");
  }

  private DockerGroups groups() {
    return new DockerGroups(cgroups, proc, CgroupTree.open(cgroups)::children);
  }

  @Test
  void get_bySystemdDriver_isFoundByWhatIsMounted() throws IOException {
    group(SCOPE, "41\n42\n");
    process(41, mount("/", "/"), local(ALLOCATION, "postgres"));
    assertThat(groups().get()).containsOnly(Map.entry(TASK, new CgroupPath(SCOPE)));
  }

  @Test
  void get_byCgroupfsDriver_isFoundToo() throws IOException {
    group(PLAIN, "41\n");
    process(41, local(ALLOCATION, "postgres"));
    assertThat(groups().get()).containsEntry(TASK, new CgroupPath(PLAIN));
  }

  @Test
  void get_processesInGroupsWithin_areLookedFor() throws IOException {
    group(SCOPE, "");
    group(SCOPE + "/init.scope", "41\n");
    process(41, local(ALLOCATION, "postgres"));
    assertThat(groups().get()).containsKey(TASK);
  }

  @Test
  void get_nameWithABlank_isReadAsItIs() throws IOException {
    group(SCOPE, "41\n");
    process(41, local(ALLOCATION, "my\\040task"));
    assertThat(groups().get()).containsKey(new TaskKey(ALLOCATION, "my task"));
  }

  @Test
  void get_containerOfSomebodyElse_isNone() throws IOException {
    group(SCOPE, "41\n");
    process(41, mount("/", "/"), mount("/srv/local", "/local"));
    group(PLAIN, "42\n");
    process(42, mount("/", "/"));
    assertThat(groups().get()).isEmpty();
  }

  /** A job may mount a directory of its own anywhere else than there. */
  @Test
  void get_directoryOfAnotherTaskElsewhere_isNoClaim() throws IOException {
    group(SCOPE, "41\n");
    process(
        41,
        mount("/x/" + OTHER + "/victim/local", "/data"),
        local(ALLOCATION, "postgres"),
        mount("/x/" + OTHER + "/victim/local", "/local"));
    assertThat(groups().get()).containsOnlyKeys(TASK);
  }

  @Test
  void get_twoThatClaimOneTask_haveNeither() throws IOException {
    group(SCOPE, "41\n");
    process(41, local(ALLOCATION, "postgres"));
    group(PLAIN, "42\n");
    process(42, local(ALLOCATION, "postgres"));
    assertThat(groups().get()).isEmpty();
  }

  @Test
  void get_processEndedMeanwhile_isNone() throws IOException {
    group(SCOPE, "41\n");
    group("/system.slice/ssh.service", "43\n");
    assertThat(groups().get()).isEmpty();
  }

  @Test
  void taskGroups_eachByItsDriver() throws IOException {
    group(SCOPE, "41\n");
    process(41, local(ALLOCATION, "postgres"));
    String own = "/nomad.slice/share.slice/aaaaaaaa-0000-4000-8000-000000000001.server.scope";
    group(own, "50\n");
    // Nomad makes this one for the container, too, and leaves it empty.
    group("/nomad.slice/share.slice/" + ALLOCATION + ".postgres.scope", "");
    List<NomadTask> tasks = Fixtures.allocations().tasks().subList(0, 3);

    var found = new TaskGroups(CgroupTree.open(cgroups)::firstExisting, groups()).apply(tasks);

    assertThat(found)
        .containsExactly(
            Optional.of(new CgroupPath(own)), Optional.of(new CgroupPath(SCOPE)), Optional.empty());
  }
}
