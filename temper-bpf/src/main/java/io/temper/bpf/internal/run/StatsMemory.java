package io.temper.bpf.internal.run;

import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.CpuStatsCodec;
import io.temper.bpf.internal.codec.DelayCodec;
import io.temper.bpf.internal.codec.WatchedCodec;
import io.temper.bpf.internal.object.MappableMaps;
import io.temper.bpf.internal.object.MappedRegion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The memory that a scheduler counts in, to be read alone: one {@code struct t_cpu_stats} per CPU, the
 * delays by pair of layers, and the watched threads. No method makes a system call or takes a lock of
 * the kernel.
 */
public final class StatsMemory {
  /** The writer needs some nanoseconds; who meets it so often reads of a CPU that stands still. */
  private static final int TRIES = 10_000;

  private final CpuStatsCodec statsCodec;
  private final WatchedCodec watchedCodec;
  private final DelayCodec delayCodec;
  private final MappedRegion stats;
  private final MappedRegion delays;
  private final MappedRegion watched;
  private final int cpus;

  /** Maps the memory of a scheduler that was loaded for {@code cpus} CPUs and {@code layers} layers. */
  public StatsMemory(MappableMaps maps, Abi abi, int cpus, int layers) {
    this.cpus = cpus;
    this.statsCodec = new CpuStatsCodec(abi);
    this.watchedCodec = new WatchedCodec(abi);
    this.delayCodec = new DelayCodec(abi, cpus, layers);
    this.stats = maps.mapArray("cpu_stats", (long) cpus * statsCodec.size());
    this.delays = maps.mapArray("layer_delays", delayCodec.bytes());
    this.watched =
        maps.mapArray("watched", (long) abi.constant("T_MAX_WATCHED") * watchedCodec.size());
  }

  /** Copies what each CPU counted of the first {@code layers} layers. */
  List<ByteBuffer> cpuStats(int layers) {
    var copies = new ArrayList<ByteBuffer>();
    for (int cpu = 0; cpu < cpus; cpu++) {
      copies.add(stats.copy((long) cpu * statsCodec.size(), statsCodec.usedSize(layers)));
    }
    return copies;
  }

  /** Copies the delays of all pairs of layers on all CPUs. */
  ByteBuffer delays() {
    return delays.copy(0, Math.toIntExact(delays.size()));
  }

  DelayCodec delayCodec() {
    return delayCodec;
  }

  /** Copies what is known of the thread that is watched at {@code slot}; empty if it keeps changing. */
  Optional<ByteBuffer> watched(int slot) {
    long at = (long) slot * watchedCodec.size();
    for (int i = 0; i < TRIES; i++) {
      long before = watched.getLong(at + watchedCodec.sequenceAt());
      var copy = watched.copy(at, watchedCodec.size());
      if ((before & 1) == 0 && watched.getLong(at + watchedCodec.sequenceAt()) == before) {
        return Optional.of(copy);
      }
      Thread.onSpinWait();
    }
    return Optional.empty();
  }
}
