package io.temper.bpf.internal.codec;

import io.temper.observe.LayerStats;
import io.temper.observe.SchedulerCounters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the {@code struct t_cpu_stats} of all CPUs.
 *
 * <pre>
 *  struct t_cpu_stats: 128 bytes of u64, then struct t_layer_stats[T_MAX_LAYERS]
 *    generation generation_ns nr_dispatches nr_steals nr_kthreads nr_no_context nr_no_config
 *    nr_layer_misses nr_rescues nr_resolves running -
 * </pre>
 */
public final class CpuStatsCodec {
  private static final String STRUCT = "t_cpu_stats";

  private final Abi abi;
  private final LayerStatsCodec layers;
  private final int size;
  private final int layersAt;
  private final int layerSize;

  /** Creates a codec for the layouts of {@code abi}. */
  public CpuStatsCodec(Abi abi) {
    this.abi = abi;
    this.layers = new LayerStatsCodec(abi);
    this.size = abi.sizeOf(STRUCT);
    this.layersAt = abi.offsetOf(STRUCT, "layers");
    this.layerSize = abi.sizeOf("t_layer_stats");
  }

  /** Returns the size of one CPU's part in bytes. */
  public int size() {
    return size;
  }

  /** Returns how many bytes of one CPU's part hold the first {@code layerCount} layers. */
  public int usedSize(int layerCount) {
    return layersAt + layerCount * layerSize;
  }

  /** Returns whether every CPU that runs one of our tasks already goes by {@code generation}. */
  public boolean isAdopted(List<ByteBuffer> cpus, long generation) {
    int generationAt = abi.offsetOf(STRUCT, "generation");
    int runningAt = abi.offsetOf(STRUCT, "running");
    return cpus.stream()
        .allMatch(cpu -> cpu.getLong(generationAt) >= generation || cpu.getLong(runningAt) == 0);
  }

  /** Returns the place of the layer that a CPU runs now; -1 if it runs none of ours. */
  public int running(ByteBuffer cpu) {
    return (int) cpu.getLong(abi.offsetOf(STRUCT, "running")) - 1;
  }

  /** Adds up one layer. */
  public LayerStats layer(String name, int index, List<ByteBuffer> cpus) {
    var parts = new ArrayList<ByteBuffer>();
    for (var cpu : cpus) {
      parts.add(cpu.slice(layersAt + index * layerSize, layerSize).order(ByteOrder.nativeOrder()));
    }
    return layers.addUp(name, parts);
  }

  /** Adds up what belongs to no layer. */
  public SchedulerCounters counters(List<ByteBuffer> cpus) {
    return new SchedulerCounters(
        sum("nr_dispatches", cpus),
        sum("nr_steals", cpus),
        sum("nr_kthreads", cpus),
        sum("nr_no_context", cpus),
        sum("nr_no_config", cpus),
        sum("nr_layer_misses", cpus),
        sum("nr_rescues", cpus),
        sum("nr_resolves", cpus));
  }

  private long sum(String member, List<ByteBuffer> cpus) {
    int at = abi.offsetOf(STRUCT, member);
    return cpus.stream().mapToLong(cpu -> cpu.getLong(at)).sum();
  }
}
