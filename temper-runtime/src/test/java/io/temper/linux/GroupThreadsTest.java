package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupThreadsTest {
  @TempDir
  Path host;

  private GroupThreads threads;

  @BeforeEach
  void open() throws IOException {
    write("cgroup/cgroup.controllers", "cpu\n");
    threads = new GroupThreads(CgroupTree.open(host.resolve("cgroup")), host.resolve("proc"));
  }

  private void write(String file, String text) throws IOException {
    Path path = host.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void threadsIn_podWithContainers_areThoseOfAllGroupsInside() throws IOException {
    write("cgroup/pod/cgroup.threads", "");
    write("cgroup/pod/a/cgroup.threads", "10\n11\n");
    write("cgroup/pod/b/cgroup.threads", "12\n0\n");
    write("cgroup/other/cgroup.threads", "13\n");
    assertThat(threads.threadsIn(new CgroupPath("/pod"))).containsExactly(10, 11, 12);
    assertThat(threads.threadsIn(new CgroupPath("/gone"))).isEmpty();
  }

  @Test
  void nameOf_keepsEverythingButTheLastNewline() throws IOException {
    write("proc/7/comm", " a\nb \n");
    assertThat(threads.nameOf(7)).contains(" a\nb ");
    assertThat(threads.nameOf(8)).isEmpty();
  }

  @Test
  void commandOf_joinsTheArguments() throws IOException {
    write("proc/7/cmdline", "java\0-cp\0x.jar\0");
    write("proc/8/cmdline", "postgres: checkpointer \0\0\0");
    assertThat(threads.commandOf(7)).isEqualTo("java -cp x.jar");
    assertThat(threads.commandOf(8)).isEqualTo("postgres: checkpointer");
    assertThat(threads.commandOf(9)).isEmpty();
  }
}
