package io.temper.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.temper.node.CpuSet;
import io.temper.observe.StallReport.RunningThread;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dumps are those of kernels 6.18.15 and 7.3.4, without the lines that nobody reads. */
class ExitCauseTest {
  private static final String HOGGED = """
      CPU states
      ----------

      CPU 0   : nr_run=1 flags=0x1 cpu_rel=0 ops_qseq=219 pnt_seq=6163
                curr=kworker/u8:3[102] class=ext_sched_class

       *R kworker/u8:3[102] +0ms
            sticky/holding_cpu=-1/-1 dsq_id=(n/a)
            cpus=3 no_mig=0

      CPU 1   : nr_run=2 flags=0x5 cpu_rel=0 ops_qseq=77 pnt_seq=1559
                curr=sh[218] class=rt_sched_class

        R sh[217] -5452ms
            scx_state/flags=3/0x1 dsq_flags=0x1 ops_state/qseq=0/0
            sticky/holding_cpu=-1/-1 dsq_id=0x200000001
            dsq_vtime=47576323400 slice=20000000 weight=100
            cpus=2 no_mig=0

        R java[219] -4576ms
            sticky/holding_cpu=-1/-1 dsq_id=0x8000000000000002
            cpus=3 no_mig=0

        R sh[220] -4576ms
            sticky/holding_cpu=-1/-1 dsq_id=0x100000000
            cpus=3 no_mig=0
      """;

  private static SchedulerExit stall(String message, String dump) {
    return SchedulerExit.of(1026, 0, "runnable task stall", message, dump);
  }

  @ParameterizedTest(name = "{0}, code {1}, {2} -> {3}")
  @CsvSource({
    "64, 0, '', DETACHED, false",
    "65, 1409286145, '', HEARTBEAT_MISSED, false",
    "65, 4711, '', ENDED_ITSELF, false",
    "66, 0, '', ENDED_BY_KERNEL, false",
    "67, 0, '', SYSRQ, false",
    "68, 0, '', ENDED_BY_PARENT, false",
    "1024, 0, scx_root_enable() failed (-16), DEADLINE_ADMISSION, false",
    "1024, 0, scx_root_enable() failed (-12), KERNEL_FOUND_ERROR, true",
    "1024, 0, invalid DSQ ID, KERNEL_FOUND_ERROR, true",
    "1025, 0, debug error requested, SCHEDULER_ERROR, true",
    "1026, 0, x[1] failed to run for 30.001s, STALL, true",
    "1026, 0, watchdog failed to check in for 30.001s, STALL, true",
    "1099, 0, '', UNKNOWN, true",
  })
  void cause_isDecidedByKindCodeAndMessage(
      int kind, long code, String message, ExitCause cause, boolean fault) {
    var exit = SchedulerExit.of(kind, code, "reason", message, "");
    assertThat(exit.cause()).isEqualTo(cause);
    assertThat(cause.isSchedulersFault()).isEqualTo(fault);
  }

  @Test
  void stall_onACpuThatARealTimeThreadHeld_isRtStarvation() {
    var exit = stall("sh[217] failed to run for 5.452s", HOGGED);
    assertThat(exit.cause()).isEqualTo(ExitCause.RT_STARVATION);
    var report = StallReport.of(exit);
    var thread = report.thread().orElseThrow();
    assertThat(thread.name()).isEqualTo("sh");
    assertThat(thread.id()).isEqualTo(217);
    assertThat(thread.waited()).isEqualTo(Duration.ofMillis(5452));
    assertThat(thread.cpu()).isEqualTo(1);
    assertThat(thread.allowed()).isEqualTo(CpuSet.of(1));
    assertThat(report.realTimeCpus()).isEqualTo(CpuSet.of(1));
    assertThat(report.running()).contains(new RunningThread(1, "sh", 218, "rt_sched_class"));
  }

  @Test
  void stall_inTheLocalQueueOfAHeldCpu_isRtStarvationWhateverIsAllowed() {
    assertThat(stall("java[219] failed to run for 4.576s", HOGGED).cause())
        .isEqualTo(ExitCause.RT_STARVATION);
  }

  @Test
  void stall_ofAThreadThatAnotherCpuCouldHaveRun_isTheSchedulersFault() {
    assertThat(stall("sh[220] failed to run for 4.576s", HOGGED).cause())
        .isEqualTo(ExitCause.STALL);
  }

  @Test
  void stall_ofTheWatchdogItself_isRtStarvationOnlyIfAllCpusWereHeld() {
    var message = "watchdog failed to check in for 30.001s";
    assertThat(stall(message, HOGGED).cause()).isEqualTo(ExitCause.STALL);
    assertThat(
            stall(message, HOGGED.replace("ext_sched_class", "dl_sched_class")).cause())
        .isEqualTo(ExitCause.RT_STARVATION);
  }

  @Test
  void stall_onAMachineWithManyCpus_readsMasksWithCommas() {
    var dump = HOGGED.replace("cpus=2 ", "cpus=8000,00000000,00000001 ");
    var thread = StallReport.of(stall("sh[217] failed to run for 5.452s", dump)).thread();
    assertThat(thread.orElseThrow().allowed()).isEqualTo(CpuSet.of(0, 79));
  }

  /** Threads choose their names, and dumps are cut to fit. */
  @Test
  void stall_withADumpThatIsCutOrSpoilt_isStillACause() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      var dump = new StringBuilder(HOGGED.substring(0, random.nextInt(HOGGED.length())));
      for (int spoilt = random.nextInt(20); spoilt > 0 && !dump.isEmpty(); spoilt--) {
        dump.setCharAt(random.nextInt(dump.length()), "9f[]=,\n x:".charAt(random.nextInt(10)));
      }
      var exit = stall("sh[217] failed to run for 5.452s", dump.toString());
      assertThat(exit.cause()).isIn(ExitCause.STALL, ExitCause.RT_STARVATION);
    }
    assertThatCode(
            () -> stall("x[99999999999] failed to run for 99999999999.000s", "CPU 99999999999 :")
                .cause())
        .doesNotThrowAnyException();
  }
}
