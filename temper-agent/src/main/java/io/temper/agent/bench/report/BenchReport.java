package io.temper.agent.bench.report;

import io.temper.agent.demo.report.ArmFigures.Figure;
import io.temper.agent.demo.report.DemoReport;
import io.temper.agent.demo.report.RatioFigure;
import java.util.List;

/**
 * The result of one run of the benchmarks; what {@code report.json} and the kept results hold. Field
 * names are a file format: adding one is compatible, every other change needs a new {@link #SCHEMA}.
 *
 * @param schema always {@link #SCHEMA}
 * @param created when the run began, ISO 8601 in UTC
 * @param build what was measured
 * @param host the machine and its kernel
 * @param setup how the run was made
 * @param uncontended work that nothing competes with, stock against Temper
 * @param ladder a service under rising load of batch, one entry an arm and step
 * @param targets what we hold ourselves to
 * @param costs what the kernel counted an operation, in a pass of its own
 */
public record BenchReport(
    String schema,
    String created,
    Build build,
    DemoReport.Host host,
    Setup setup,
    List<Uncontended> uncontended,
    List<Step> ladder,
    List<Target> targets,
    List<Cost> costs) {

  /** Name and version of the format. */
  public static final String SCHEMA = "temper.bench/1";

  public BenchReport {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException(
          "this Temper reads benchmarks of the format " + SCHEMA + ", not " + schema);
    }
    uncontended = List.copyOf(uncontended);
    ladder = List.copyOf(ladder);
    targets = List.copyOf(targets);
    costs = List.copyOf(costs);
  }

  /**
   * What was measured.
   *
   * @param version version of Temper
   * @param commit of the checkout, or unknown
   * @param objectSha256 of the BPF object
   */
  public record Build(String version, String commit, String objectSha256) {}

  /**
   * How the run was made.
   *
   * @param rounds how often each arm was measured
   * @param windowMillis how long each time
   * @param service the service and its version
   * @param connections requests in flight at any time
   * @param clock what the guest's clock counts: {@code wall} or {@code instructions}
   * @param durationSeconds the whole run
   */
  public record Setup(
      int rounds,
      long windowMillis,
      String service,
      int connections,
      String clock,
      long durationSeconds) {}

  /**
   * Work that nothing competes with.
   *
   * @param id name on the command line
   * @param label name for people
   * @param operation what one operation is
   * @param stock time of one under the stock scheduler in µs
   * @param temper the same under Temper
   * @param ratio Temper ÷ stock
   */
  public record Uncontended(
      String id, String label, String operation, Figure stock, Figure temper, RatioFigure ratio) {}

  /**
   * The service under one arm at one step of the ladder.
   *
   * @param spinners threads per CPU that always want one
   * @param arm {@code stock}, {@code fifo} or {@code temper}
   * @param p50 median latency in ms
   * @param p99 99th percentile of latency in ms
   * @param p999 99.9th percentile of latency in ms
   * @param throughput requests per second
   * @param batch work of the batch in MB hashed per second
   */
  public record Step(
      int spinners,
      String arm,
      Figure p50,
      Figure p99,
      Figure p999,
      Figure throughput,
      Figure batch) {}

  /**
   * A ratio and what it should be.
   *
   * @param bound the target
   * @param atMost whether the ratio shall not exceed it; else it shall not fall below
   * @param ratio what it is
   * @param outcome in a word or two
   */
  public record Target(double bound, boolean atMost, RatioFigure ratio, String outcome) {}

  /**
   * What the kernel counted during one piece of work.
   *
   * @param id of the work
   * @param operation what one operation is
   * @param arm {@code stock} or {@code temper}
   * @param operations how many were done
   * @param micros time of one, with the counting switched on, in µs
   * @param switches context switches
   * @param wakeUps tasks woken up
   * @param reschedules rescheduling interrupts
   * @param calls function call interrupts, remote wake-ups among them
   * @param irqWorks interrupts of a CPU to itself
   * @param evictions CPUs taken from a lower rank; 0 under stock
   * @param evicted tasks that lost their CPU to a higher rank; 0 under stock
   * @param programs Temper's BPF programs
   */
  public record Cost(
      String id,
      String operation,
      String arm,
      double operations,
      double micros,
      long switches,
      long wakeUps,
      long reschedules,
      long calls,
      long irqWorks,
      long evictions,
      long evicted,
      List<Program> programs) {
    public Cost {
      programs = List.copyOf(programs);
    }

    /** Returns the time in BPF programs an operation in ns. */
    public double bpfNanosPerOperation() {
      return programs.stream().mapToLong(Program::nanos).sum() / operations;
    }
  }

  /**
   * One BPF program.
   *
   * @param name without the prefix
   * @param runs how often it ran
   * @param nanos how long in all, in ns
   */
  public record Program(String name, long runs, long nanos) {}
}
