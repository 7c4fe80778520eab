package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.observe.SchedulerExit;
import io.temper.observe.StallReport;
import io.temper.profile.DeclaredGroups;
import io.temper.profile.NamePattern;
import io.temper.testkit.fuzz.FuzzCorpus;
import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import io.temper.workload.CpuQuantity;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a text says, what the core makes of it is a value, or a refusal in words. */
@Timeout(120)
class TextsFuzzTest {
  private static final int EXAMPLES = 3000;

  private static final String DUMP = """
      CPU 1   : nr_run=2 flags=0x5 cpu_rel=0 ops_qseq=4 pnt_seq=6
                curr=sh[218] class=rt_sched_class
        R sh[217] -5452ms
            scx_state/flags=3/0x1 dsq_flags=0x1 ops_state/qseq=0/0
            sticky/holding_cpu=-1/-1 dsq_id=0x200000001
            cpus=2 no_mig=0
      """;

  @Test
  void cpuList_anyText_isUnderstoodOrRefused() {
    check("0-3,8,12-15", CpuSet::parse);
  }

  @Test
  void machine_anyText_isUnderstoodOrRefused() {
    check("2n4l16c32t", NodeTopology::parse);
  }

  @Test
  void amount_anyText_isUnderstoodOrRefused() {
    check("1500m", CpuQuantity::parse);
    check("2.125", CpuQuantity::parse);
  }

  @Test
  void cgroupPath_anyText_isUnderstoodOrRefused() {
    check("/kubepods.slice/pod-1/..a", CgroupPath::new);
  }

  @Test
  void cgroupPattern_anyText_isUnderstoodOrRefused() {
    check("/batch.slice/**/job-*?", text -> new CgroupPattern(text)
        .matches(new CgroupPath("/batch.slice/a/b/job-12")));
  }

  @Test
  void nameOfAThread_anyText_isUnderstood() {
    check("@L:checkout", DeclaredGroups::parse);
  }

  @Test
  void patternOfNames_anyText_isUnderstoodOrRefused() {
    check("GC Thread#*?", text -> new NamePattern(text).matches("GC Thread#12"));
  }

  /** Threads choose their names, and a kernel may write another dump: nothing of it may be fatal. */
  @Test
  void dump_anyText_isRead() {
    check(
        DUMP,
        text -> StallReport.of(
            SchedulerExit.of(1026, 0, "stall", "sh[217] failed to run for 5.452s", text)));
  }

  private static void check(String sample, Consumer<String> parser) {
    FuzzCorpus.of(sample).check(EXAMPLES, bytes -> {
      try {
        parser.accept(new String(bytes, StandardCharsets.UTF_8));
        return true;
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank();
        return false;
      }
    });
  }
}
