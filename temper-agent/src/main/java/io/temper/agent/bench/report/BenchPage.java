package io.temper.agent.bench.report;

import io.temper.agent.bench.report.BenchTables.Table;
import java.util.List;

/** Writes kept results as the page {@code docs/benchmarks.md}. */
public final class BenchPage {
  static final List<String> METHOD = List.of(
      "All arms are measured in one virtual machine and one run, each once a round, in an order that"
          + " changes from round to round. A ratio divides medians over the same rounds; its interval"
          + " comes from drawing rounds with replacement (bootstrap, 95 %).",
      "Uncontended work runs in a pod of the Normal tier, and so do all other pods: one layer, as"
          + " where nobody has set priorities. hackbench: 20 threads, one group, pipes. Ping-pong:"
          + " stress-ng --switch over a pipe. Fork storm: stress-ng --fork 4. Redis GET: a closed"
          + " loop of 4 connections from one thread.",
      "The ladder: Redis and its client are Critical, the spinners (SHA-256 in a loop) Background,"
          + " with the cpu.weight that a kubelet gives them. SCHED_FIFO is the same without Temper,"
          + " service and client in the real-time class: the limit of the machine.",
      "The counts come from a pass after the rounds with kernel.bpf_stats_enabled and"
          + " kernel.sched_schedstats on; both cost time, so µs and ns there compare with each other"
          + " only. RES, CAL and irq_work are the kernel's interrupt counts.",
      "Emulated machines (QEMU without hardware virtualisation) pay for every instruction of BPF code"
          + " several times what hardware does, and an interrupt to another CPU costs them far more:"
          + " ratios of wall time there are worse than on hardware. With a clock of instructions one"
          + " emulated CPU counts one instruction as one tick: a ratio of work done, undisturbed by"
          + " the host.");

  private BenchPage() {}

  /** Returns the page. */
  public static String write(List<BenchReport> reports) {
    var out = new StringBuilder("""
        # Benchmarks

        The scheduler against the stock one, from the results in `benchmarks/results`. This page is
        generated: `./temper bench --page docs/benchmarks.md benchmarks/results/*.json` writes it, and a
        test compares. `./temper lab bench` measures; [lab.md](lab.md) tells its options.

        """);
    METHOD.forEach(line -> out.append("- ").append(line).append('\n'));
    reports.forEach(report -> append(out, report));
    return out.toString();
  }

  private static void append(StringBuilder out, BenchReport report) {
    out.append("\n## Linux ").append(report.host().kernel()).append(", ");
    out.append(BenchTables.accelerator(report)).append("\n\n");
    out.append(BenchTables.setup(report)).append(".\n\n");
    out.append(BenchTables.build(report)).append(".\n");
    append(out, "Targets", BenchTables.targets(report));
    append(out, "Uncontended", BenchTables.uncontended(report));
    append(out, "The service beside batch", BenchTables.ladder(report));
    append(out, "What the kernel counts an operation", BenchTables.costs(report));
    append(out, "BPF programs", BenchTables.programs(report));
  }

  private static void append(StringBuilder out, String title, Table table) {
    if (!table.rows().isEmpty()) {
      out.append("\n### ").append(title).append("\n\n").append(BenchTables.markdown(table));
    }
  }
}
