package io.temper.lab.matrix;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A row of the conformance matrix: something that must hold on every kernel.
 *
 * @param id "1" to "17" and "a" to "k"
 * @param title what is tested
 */
public record Row(String id, String title) {
  /** All rows in their order. */
  public static final List<Row> ALL = List.of(
      new Row("1", "load, attach and detach over and over"),
      new Row("2", "refusals with a typed reason and an untouched node"),
      new Row("3", "killed, stopped or starved agent"),
      new Row("4", "affinity churn at twice the load"),
      new Row("5", "kworkers and ksoftirqd under saturation"),
      new Row("6", "real-time hog on every CPU"),
      new Row("7", "cpuset pods inside and outside of layers"),
      new Row("8", "cgroup churn and fork bombs (soak)"),
      new Row("9", "storm of reconfigurations under load"),
      new Row("10", "fence leakage"),
      new Row("11", "SMT exclusivity"),
      new Row("12", "ceilings"),
      new Row("13", "weights on shared CPUs"),
      new Row("14", "wake-up latency of a preempting layer"),
      new Row("15", "small nodes, SMT off, sparse ids, two caches, CPU hotplug"),
      new Row("16", "forced error and stall reach Java as data"),
      new Row("17", "verifier budget: fewer than 100 000 instructions a program"),
      new Row("a", "killed with pins; take-over with another ABI; two agents at once"),
      new Row("b", "first wake-ups after attach on an idle node"),
      new Row("c", "flood, CPU-bound kworker and pinned task on one CPU"),
      new Row("d", "exit of 1 000 batch threads on a fenced CPU"),
      new Row("e", "length of a tick, which figures in ticks go by"),
      new Row("f", "storm of reconfigurations with Critical spinning everywhere"),
      new Row("g", "forks while the agent's memory cgroup is at its limit"),
      new Row("h", "full GC, heap dump and stopped process against the heartbeat"),
      new Row(
          "i", "1 000 spinners and 1 000 sleepers under ceilings; lock holder in the capped group"),
      new Row("j", "PI boost, SCHED_IDLE, nice, yield storm, affinity change while queued"),
      new Row("k", "kernel events under load: nothing for the kernel to repair"));

  /**
   * Finds a row.
   *
   * @param id its identifier
   * @return the row, if the matrix has it
   */
  public static Optional<Row> find(String id) {
    return ALL.stream().filter(row -> row.id.equals(id)).findFirst();
  }

  /**
   * Names all rows.
   *
   * @return identifiers, separated by commas
   */
  public static String identifiers() {
    return ALL.stream().map(Row::id).collect(Collectors.joining(", "));
  }
}
