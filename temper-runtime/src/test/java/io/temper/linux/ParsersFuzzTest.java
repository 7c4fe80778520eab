package io.temper.linux;

import io.temper.workload.CgroupPath;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a file holds, its parser gives a value or names the file. */
@Timeout(120)
class ParsersFuzzTest {
  @Test
  void pressure_anyText_isUnderstoodOrRefused() {
    MutatedCorpus.check("pressure", (file, text) -> PressureFiles.parse(file, text.strip()));
  }

  @Test
  void cpuStat_anyText_isUnderstoodOrRefused() {
    MutatedCorpus.check("cpu-stat", (file, text) -> CpuStatFile.parse(file, text.strip()));
  }

  @Test
  void cpuWeight_anyText_isUnderstoodOrRefused() {
    MutatedCorpus.check("cpu-weight", (file, text) -> CpuWeightFile.parse(file, text.strip()));
  }

  @Test
  void cpuMax_anyText_isUnderstoodOrRefused() {
    CgroupPath group = new CgroupPath("/pod");
    MutatedCorpus.check("cpu-max", (file, text) -> CpuMaxFiles.parse(file, text.strip(), group));
  }

  @Test
  void threadStat_anyText_isUnderstoodOrRefused() {
    MutatedCorpus.check(
        "thread-stat",
        (file, text) -> ThreadFiles.parse(file, text.strip(), 7906, Optional.empty()));
  }

  @Test
  void schedstat_anyText_isUnderstoodOrRefused() {
    MutatedCorpus.check("schedstat", (file, text) -> ThreadFiles.parseTimes(file, text.strip()));
  }

  @Test
  void cgroupOfProcess_anyText_isUnderstoodOrRefused() {
    MutatedCorpus.check("proc-cgroup", ProcessFiles::parseCgroup);
  }

  @Test
  void ids_anyText_areUnderstoodOrRefused() {
    MutatedCorpus.check("ids", (file, text) -> ProcessFiles.parseIds(file, text.strip()));
  }

  @Test
  void status_anyText_isUnderstoodOrRefused() {
    MutatedCorpus.check("status", (file, text) -> ProcessFiles.parseProcessId(file, text.strip()));
  }

  @Test
  void cpuList_anyText_isUnderstoodOrRefused() {
    MutatedCorpus.check("cpu-list", (file, text) -> CpuFiles.parseCpuSet(file, text.strip()));
  }

  @Test
  void number_anyText_isUnderstoodOrRefused() {
    MutatedCorpus.check("number", (file, text) -> CpuFiles.parseNumber(file, text.strip()));
  }

  @Test
  void schedExtEvents_anyText_areUnderstoodOrRefused() {
    MutatedCorpus.check(
        "sched-ext-events", (file, text) -> SchedExtEvents.parse(file, text.strip()));
  }

  @Test
  void allowedCpus_anyText_areUnderstoodOrRefused() {
    MutatedCorpus.check(
        "allowed-cpus", (file, text) -> ProcessFiles.parseAllowed(file, text.strip()));
  }

  @Test
  void commandOfAJvm_anyText_isUnderstood() {
    MutatedCorpus.check("jvm-command", (file, text) -> JvmTable.parseFlag(text));
  }

  @Test
  void threadSched_anyText_isUnderstood() {
    MutatedCorpus.check("thread-sched", (file, text) -> ThreadFiles.parseMigrations(text));
  }
}
