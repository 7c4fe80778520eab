package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lint.fact.IrqAffinity;
import io.temper.linux.JvmTable.Jvm;
import io.temper.node.CpuSet;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readers that feed the linter, over files of a made-up kernel. */
class LintReadersTest {
  @TempDir
  Path root;

  private FakeFiles files;

  @BeforeEach
  void setUp() {
    files = new FakeFiles(root).directory("self");
  }

  @Test
  void irqs_thatSomebodyAskedFor_areWhereTheHardwareWasTold() {
    files
        .directory("irq/24/nvme0q1")
        .write("irq/24/effective_affinity_list", "3")
        .write("irq/24/smp_affinity_list", "0-7")
        .directory("irq/9/acpi")
        .write("irq/9/effective_affinity_list", "")
        .write("irq/9/smp_affinity_list", "0-1")
        .write("irq/7/smp_affinity_list", "0-7")
        .write("irq/default_smp_affinity", "ff")
        .directory("irq/12/");

    assertThat(IrqTable.open(root.resolve("irq")).read().irqs())
        .containsExactly(
            new IrqAffinity(9, "acpi", CpuSet.of(0, 1)),
            new IrqAffinity(24, "nvme0q1", CpuSet.of(3)));
  }

  @Test
  void irqs_withoutATable_areNone() {
    assertThat(IrqTable.open(root.resolve("irq")).read().irqs()).isEmpty();
  }

  @Test
  void irqs_ofAnotherForm_areRefused() {
    files.directory("irq/24/x").write("irq/24/effective_affinity_list", "three");
    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> IrqTable.open(root.resolve("irq")).read())
        .withMessageContaining("effective_affinity_list");
  }

  @Test
  void events_ofAScheduler_areByName() {
    files.write("root/events", "SCX_EV_SELECT_CPU_FALLBACK 3\nSCX_EV_BYPASS_DURATION -1");
    assertThat(SchedExtEvents.read(root)).hasValueSatisfying(events -> assertThat(events)
        .isEqualTo(Map.of("SCX_EV_SELECT_CPU_FALLBACK", 3L, "SCX_EV_BYPASS_DURATION", -1L)));
  }

  @Test
  void events_withoutAScheduler_areNotThere() {
    assertThat(SchedExtEvents.read(root)).isEmpty();
  }

  @Test
  void events_ofAnotherForm_areRefused() {
    files.write("root/events", "SCX_EV_SELECT_CPU_FALLBACK many");
    assertThatExceptionOfType(HostReadException.class).isThrownBy(() -> SchedExtEvents.read(root));
  }

  @Test
  void runnable_areThoseThatRunOrWait_withTheirPlace() {
    thread(10, 10, "S", 0).thread(10, 11, "R", 1).thread(20, 20, "R", 0);
    files
        .write("11/cgroup", "0::/pod")
        .write("10/task/11/status", "Name:\tx\nKthread:\t0\nCpus_allowed_list:\t2-3")
        .write("20/cgroup", "0::/")
        .write("20/task/20/status", "Name:\tx\nKthread:\t1\nCpus_allowed_list:\t1");

    assertThat(ThreadTable.open(root).runnable())
        .satisfiesExactly(
            one -> {
              assertThat(one.thread().tid()).isEqualTo(11);
              assertThat(one.thread().policy()).isEqualTo(SchedulingPolicy.FIFO);
              assertThat(one.cgroup()).isEqualTo(new CgroupPath("/pod"));
              assertThat(one.isKernelThread()).isFalse();
              assertThat(one.allowed()).isEqualTo(CpuSet.of(2, 3));
            },
            two -> assertThat(two.isKernelThread()).isTrue());
  }

  @Test
  void runnable_thatEndsMeanwhile_isLeftOut() {
    thread(10, 10, "R", 0);
    assertThat(ThreadTable.open(root).runnable()).isEmpty();
    files.write("10/cgroup", "0::/pod");
    assertThat(ThreadTable.open(root).runnable()).isEmpty();
  }

  @Test
  void runnable_withoutItsCpus_isRefused() {
    thread(10, 10, "R", 0);
    files.write("10/cgroup", "0::/pod").write("10/task/10/status", "Name:\tx");
    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> ThreadTable.open(root).runnable());
  }

  @Test
  void jvms_areThePrograms_withWhatTheyWereTold() {
    jvm(10, "java", "java\0-XX:ActiveProcessorCount=2\0-jar\0a.jar", "A=b");
    jvm(11, "java", "java\0-jar\0a.jar", "JAVA_TOOL_OPTIONS=-XX:ActiveProcessorCount=3\0X=y");
    jvm(12, "java", "java\0-jar\0a.jar", "");
    jvm(13, "javac", "javac", "");
    files.write("14/comm", "java");

    assertThat(JvmTable.open(root).running())
        .containsExactly(
            new Jvm(10, new CgroupPath("/pod10"), OptionalInt.of(2), CpuSet.range(0, 3)),
            new Jvm(11, new CgroupPath("/pod11"), OptionalInt.of(3), CpuSet.range(0, 3)),
            new Jvm(12, new CgroupPath("/pod12"), OptionalInt.empty(), CpuSet.range(0, 3)));
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:ActiveProcessorCount=4, 4",
    "-XX:ActiveProcessorCount=4 -XX:ActiveProcessorCount=5, 5",
    "-XX:ActiveProcessorCount=4 -XX:ActiveProcessorCount=0, ",
    "-XX:ActiveProcessorCount=4x, ",
    "-XX:ActiveProcessorCount=123456, ",
    "-XX:ActiveProcessorCount=, ",
  })
  void flag_lastCounts(String text, @Nullable Integer number) {
    assertThat(JvmTable.parseFlag(text))
        .isEqualTo(number == null ? OptionalInt.empty() : OptionalInt.of(number));
  }

  private void jvm(int id, String program, String command, String environment) {
    files
        .write(id + "/comm", program)
        .write(id + "/cmdline", command)
        .write(id + "/environ", environment)
        .write(id + "/cgroup", "0::/pod" + id)
        .write(id + "/status", "Name:\tx\nCpus_allowed_list:\t0-3");
  }

  private LintReadersTest thread(int processId, int tid, String state, int policy) {
    // Fields 4 to 52 of proc(5): nice 19, start 22, last CPU 39, policy 41.
    StringBuilder stat = new StringBuilder(tid + " (x) " + state);
    for (int field = 4; field <= 52; field++) {
      stat.append(' ').append(field == 41 ? policy : 0);
    }
    files.write(processId + "/task/" + tid + "/stat", stat);
    return this;
  }
}
