package io.temper.bpf.internal.codec;

import io.temper.observe.LayerStats;
import io.temper.observe.Log2Histogram;
import io.temper.observe.Visits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Adds up the {@code struct t_layer_stats} that each CPU keeps of one layer. Counters only grow, and
 * each has one writer, so a sum is exact up to what happened while it was read.
 *
 * <pre>
 *  struct t_layer_stats, 448 bytes: u64 each
 *    run_ns wait_ns max_wait_ns nr_runs nr_wakeups nr_direct nr_preempts nr_queued nr_preempted
 *    nr_turns nr_overdue nr_restricted nr_rescues spill_ns foreign_ns nr_foreign bound_ns nr_bound
 *    nr_migrations[T_NR_MOVES] nr_held over_ceiling_ns nr_late -[5] wait_hist[T_WAIT_BUCKETS]
 * </pre>
 */
final class LayerStatsCodec {
  private static final String STRUCT = "t_layer_stats";

  private final Abi abi;
  private final int histogramAt;
  private final int buckets;
  private final MigrationsCodec migrations;

  /** Creates a codec for the layouts of {@code abi}. */
  public LayerStatsCodec(Abi abi) {
    this.abi = abi;
    this.histogramAt = abi.offsetOf(STRUCT, "wait_hist");
    this.buckets = abi.constant("T_WAIT_BUCKETS");
    this.migrations = new MigrationsCodec(abi, STRUCT);
  }

  /**
   * Adds up one layer.
   *
   * @param name the layer's name
   * @param cpus what each CPU keeps of it, each {@code sizeof(struct t_layer_stats)} bytes
   */
  public LayerStats addUp(String name, List<ByteBuffer> cpus) {
    return new LayerStats(
        name,
        Duration.ofNanos(sum("run_ns", cpus)),
        Duration.ofNanos(sum("wait_ns", cpus)),
        Duration.ofNanos(max("max_wait_ns", cpus)),
        histogram(cpus),
        sum("nr_runs", cpus),
        sum("nr_wakeups", cpus),
        sum("nr_direct", cpus),
        sum("nr_preempts", cpus),
        sum("nr_queued", cpus),
        sum("nr_preempted", cpus),
        migrations.addUp(cpus),
        sum("nr_turns", cpus),
        sum("nr_overdue", cpus),
        sum("nr_restricted", cpus),
        sum("nr_rescues", cpus),
        sum("nr_late", cpus),
        Duration.ofNanos(sum("spill_ns", cpus)),
        new Visits(Duration.ofNanos(sum("foreign_ns", cpus)), sum("nr_foreign", cpus)),
        new Visits(Duration.ofNanos(sum("bound_ns", cpus)), sum("nr_bound", cpus)),
        sum("nr_held", cpus),
        Duration.ofNanos(sum("over_ceiling_ns", cpus)));
  }

  private Log2Histogram histogram(List<ByteBuffer> cpus) {
    var counts = new long[buckets];
    for (int i = 0; i < buckets; i++) {
      int at = histogramAt + i * Long.BYTES;
      counts[i] = cpus.stream().mapToLong(cpu -> cpu.getLong(at)).sum();
    }
    return Log2Histogram.of(counts);
  }

  private long sum(String member, List<ByteBuffer> cpus) {
    int at = abi.offsetOf(STRUCT, member);
    return cpus.stream().mapToLong(cpu -> cpu.getLong(at)).sum();
  }

  private long max(String member, List<ByteBuffer> cpus) {
    int at = abi.offsetOf(STRUCT, member);
    return cpus.stream().mapToLong(cpu -> cpu.getLong(at)).max().orElse(0);
  }
}
