package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadTableTest {
  private static final CgroupPath POD = new CgroupPath("/pod");

  @TempDir
  Path root;

  private FakeFiles files;
  private CgroupTree tree;
  private ThreadTable table;

  @BeforeEach
  void setUp() {
    files = new FakeFiles(root).write("cgroup/cgroup.controllers", "cpu").directory("proc/self");
    tree = CgroupTree.open(root.resolve("cgroup"));
    table = ThreadTable.open(root.resolve("proc"));
  }

  @Test
  void ofProcess_eachThread_isAllThatTheKernelTells() {
    thread(10, 10, "java").thread(10, 11, "C1) (x\ny");

    assertThat(table.ofProcess(10))
        .extracting(HostThread::tid, HostThread::name)
        .containsExactly(tuple(10, "java"), tuple(11, "C1) (x\ny"));
    assertThat(table.ofProcess(10))
        .first()
        .isEqualTo(new HostThread(
            10,
            10,
            "java",
            ThreadState.SLEEPING,
            SchedulingPolicy.BATCH,
            5,
            1,
            121_006,
            Optional.of(new ThreadTimes(30, 20, 2))));
  }

  @Test
  void thread_byItsNumber_isThatOneOnly() {
    thread(10, 10, "java").thread(10, 11, "worker");
    files.write("proc/11/status", "Name:\tworker\nTgid:\t10\nPid:\t11\nKthread:\t0");

    assertThat(table.thread(11)).map(HostThread::name).contains("worker");
    assertThat(table.thread(12)).isEmpty();
  }

  @Test
  void processes_areTheNumbersOnly() {
    thread(10, 10, "java").thread(2, 2, "sh").files.directory("proc/sys").write("proc/11", "");

    assertThat(table.processes()).containsExactly(2, 10);
  }

  @Test
  void migrations_whereTheKernelCountsThem() {
    files
        .write(
            "proc/10/task/10/sched",
            "java (10, #threads: 2)\n-----\nse.exec_start      :     1.5\n"
                + "se.nr_migrations          :                   17\nnr_switches : 3")
        .write("proc/10/task/11/sched", "nothing that is known");

    assertThat(table.migrations(10, 10)).hasValue(17);
    assertThat(table.migrations(10, 11)).isEmpty();
    assertThat(table.migrations(10, 12)).isEmpty();
  }

  @Test
  void isKernelThread_asTheKernelSays() {
    files
        .write("proc/2/status", "Name:\tkthreadd\nTgid:\t2\nKthread:\t1")
        .write("proc/3/status", "Name:\tKthread:\\t1\nTgid:\t3\nKthread:\t0")
        .write("proc/4/status", "Name:\told\nTgid:\t4");

    assertThat(table.isKernelThread(2)).isTrue();
    assertThat(table.isKernelThread(3)).isFalse();
    assertThat(table.isKernelThread(4)).isFalse();
    assertThat(table.isKernelThread(5)).isFalse();
  }

  @Test
  void ofProcess_kernelWithoutSchedstat_hasNoTimes() {
    thread(10, 10, "java").files.delete("proc/10/task/10/schedstat");

    assertThat(table.ofProcess(10)).extracting(HostThread::times).containsExactly(Optional.empty());
  }

  @Test
  void ofProcess_threadThatEndsMeanwhile_isLeftOut() {
    thread(10, 10, "java").thread(10, 11, "ends").files.delete("proc/10/task/11/stat");

    assertThat(table.ofProcess(10)).extracting(HostThread::tid).containsExactly(10);
    assertThat(table.ofProcess(99)).isEmpty();
  }

  @Test
  void ofCgroup_threadsOfSeveralProcesses_onlyThoseOfTheGroup() {
    thread(10, 10, "a").thread(10, 11, "b").thread(20, 20, "c").thread(20, 21, "elsewhere");
    files.write("cgroup/pod/cgroup.threads", "20\n11\n10\n11\n0");
    files.write("cgroup/pod/inner/cgroup.threads", "21");

    assertThat(table.ofCgroup(tree, POD))
        .extracting(thread -> thread.processId() + "/" + thread.tid() + "/" + thread.name())
        .containsExactly("10/10/a", "10/11/b", "20/20/c");
  }

  @Test
  void ofCgroup_threadsThatEndMeanwhile_areLeftOut() {
    thread(10, 10, "a").thread(10, 11, "b").files.delete("proc/10/task/11/stat");
    files.write("cgroup/pod/cgroup.threads", "10\n11\n12\n30");

    assertThat(table.ofCgroup(tree, POD)).extracting(HostThread::tid).containsExactly(10);
  }

  @Test
  void ofCgroup_groupThatTellsOnlyItsProcesses_isAllOfTheirThreads() {
    thread(10, 10, "a").thread(10, 11, "b").files.write("cgroup/pod/cgroup.procs", "10\n99");

    assertThat(table.ofCgroup(tree, POD)).extracting(HostThread::tid).containsExactly(10, 11);
  }

  @Test
  void ofCgroup_groupThatIsGoneOrEmpty_hasNone() {
    files.directory("cgroup/pod");
    assertThat(table.ofCgroup(tree, POD)).isEmpty();
    files.delete("cgroup/pod");
    assertThat(table.ofCgroup(tree, POD)).isEmpty();
  }

  @Test
  void cgroupOf_eachState_isTheGroupOrNothing() {
    files.write("proc/1/cgroup", "3:cpu:/v1\n0::/init.scope");
    files.write("proc/2/cgroup", "0::/user.slice/a (deleted)");
    files.write("proc/3/cgroup", "3:cpu:/v1");

    assertThat(table.cgroupOf(1)).contains(new CgroupPath("/init.scope"));
    assertThat(table.cgroupOf(2)).isEmpty();
    assertThat(table.cgroupOf(3)).isEmpty();
    assertThat(table.cgroupOf(4)).isEmpty();
  }

  @Test
  void cgroupOf_outsideOfTheNamespace_saysWhatToDo() {
    files.write("proc/1/cgroup", "0::/../other");

    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> table.cgroupOf(1))
        .withMessageContaining("in /../other, outside of this cgroup namespace")
        .withMessageContaining("namespace of the host");
  }

  @Test
  void open_anotherDirectory_saysWhatToDo() {
    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> ThreadTable.open(root))
        .withMessageContaining("there is no proc")
        .withMessageContaining("mount point of proc");
  }

  private ThreadTableTest thread(int processId, int tid, String name) {
    String task = "proc/" + processId + "/task/" + tid;
    String status = "Name:\tx\nTgid:\t" + processId + "\nPid:\t" + tid;
    files
        .write(
            task + "/stat",
            tid + " (" + name + ") S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 25 5 2 0 121006 0 0 0 0 0 0 0"
                + " 0 0 0 0 0 0 0 0 17 1 0 3 0 0 0 0 0 0 0 0 0 0 0")
        .write(task + "/schedstat", "30 20 2")
        .write("proc/" + tid + "/status", status);
    return this;
  }
}
