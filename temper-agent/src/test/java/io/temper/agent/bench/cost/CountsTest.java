package io.temper.agent.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.agent.bench.Golden;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {

  @Test
  void kernelCounts_areSumsOverAllCpus() {
    var counts = KernelCounts.parse(
        Golden.text("stat.txt"), Golden.text("schedstat.txt"), Golden.text("interrupts.txt"));
    assertThat(counts).isEqualTo(new KernelCounts(159_524, 2 + 4, 145 + 152, 3804 + 4241, 0));
  }

  @Test
  void kernelCounts_ofAMachineWithoutAKindOfInterrupt_areZero() {
    var counts = KernelCounts.parse("ctxt 1\n", "", "           CPU0\n  0:  1  timer\n");
    assertThat(counts).isEqualTo(new KernelCounts(1, 0, 0, 0, 0));
  }

  @Test
  void since_isTheDifference() {
    var before = new KernelCounts(1, 2, 3, 4, 5);
    assertThat(new KernelCounts(11, 22, 33, 44, 55).since(before))
        .isEqualTo(new KernelCounts(10, 20, 30, 40, 50));
  }

  @Test
  void programs_areThoseOfTemperWithTheirRunsAndTime() {
    ProgramCounts counts = ProgramCounts.parse(Golden.text("bpftool.json"));
    assertThat(counts.byName())
        .containsKeys("select_cpu", "enqueue", "dispatch", "running", "stopping")
        .allSatisfy((name, p) -> assertThat(p.nanos()).isGreaterThanOrEqualTo(p.runs()));
  }

  @Test
  void programs_thatDidNotRunMeanwhile_areLeftOut() {
    var before = new ProgramCounts(Map.of("tick", new ProgramCounts.Program(5, 500)));
    var after = new ProgramCounts(Map.of(
        "tick", new ProgramCounts.Program(5, 500), "enqueue", new ProgramCounts.Program(2, 30)));
    assertThat(after.since(before).byName())
        .isEqualTo(Map.of("enqueue", new ProgramCounts.Program(2, 30)));
  }

  @Test
  void programs_ofSomethingElseThanJson_saySo() {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> ProgramCounts.parse("Error: Operation not permitted"))
        .withMessageContaining("Operation not permitted");
  }
}
