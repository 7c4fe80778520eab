package io.temper.bpf.internal.run;

import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.CpuStatsCodec;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelay;
import io.temper.observe.LayerDelays;
import io.temper.observe.LayerStats;
import io.temper.observe.SchedulerSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what a scheduler counted into values, in the terms of the configuration in force. */
public final class StatsReader {
  private final StatsMemory memory;
  private final CpuStatsCodec codec;

  /** Creates a reader of {@code memory}. */
  public StatsReader(StatsMemory memory, Abi abi) {
    this.memory = memory;
    this.codec = new CpuStatsCodec(abi);
  }

  /** Reads all CPUs together. */
  public SchedulerSnapshot snapshot(Publisher.InForce inForce) {
    var cpus = memory.cpuStats(inForce.usedSlots());
    return new SchedulerSnapshot(
        inForce.config().generation(),
        codec.isAdopted(cpus, inForce.kernelGeneration()),
        layers(inForce, cpus),
        codec.counters(cpus));
  }

  /** Returns whether every CPU that runs one of our tasks goes by what is in force. */
  public boolean isAdopted(Publisher.InForce inForce) {
    return codec.isAdopted(memory.cpuStats(0), inForce.kernelGeneration());
  }

  /** Reads each CPU of the configuration by itself. */
  public List<CpuStats> cpus(Publisher.InForce inForce) {
    var all = memory.cpuStats(inForce.usedSlots());
    var cpus = new ArrayList<CpuStats>();
    for (KernelCpu cpu : inForce.config().cpus()) {
      var part = all.get(cpu.id());
      cpus.add(new CpuStats(
          cpu.id(), nameAt(codec.running(part), inForce), layers(inForce, List.of(part))));
    }
    return cpus;
  }

  /** Reads which layer made which wait. Layers that are no more are left out. */
  public LayerDelays delays(Publisher.InForce inForce) {
    var bytes = memory.delays();
    var entries = new ArrayList<LayerDelay>();
    for (int waiter = 0; waiter < inForce.slots().size(); waiter++) {
      for (int cause = 0; cause < inForce.slots().size(); cause++) {
        var name = inForce.config().layers().get(cause).name();
        add(inForce, bytes, waiter, name, inForce.slots().get(cause), entries);
      }
      add(inForce, bytes, waiter, null, memory.delayCodec().nobody(), entries);
    }
    return new LayerDelays(entries);
  }

  private void add(
      Publisher.InForce inForce,
      ByteBuffer bytes,
      int waiter,
      @Nullable String cause,
      int causeSlot,
      List<LayerDelay> entries) {
    int waiterSlot = inForce.slots().get(waiter);
    long count = memory.delayCodec().count(bytes, waiterSlot, causeSlot);
    if (count != 0) {
      var time = Duration.ofNanos(memory.delayCodec().nanos(bytes, waiterSlot, causeSlot));
      var name = inForce.config().layers().get(waiter).name();
      entries.add(new LayerDelay(name, cause, time, count));
    }
  }

  private List<LayerStats> layers(Publisher.InForce inForce, List<ByteBuffer> cpus) {
    var layers = new ArrayList<LayerStats>();
    for (KernelLayer layer : inForce.config().layers()) {
      layers.add(codec.layer(layer.name(), inForce.slots().get(layer.index()), cpus));
    }
    return layers;
  }

  /** Returns the name of the layer at a place; null if none of the configuration is there. */
  static @Nullable String nameAt(int slot, Publisher.InForce inForce) {
    int index = inForce.slots().indexOf(slot);
    return index < 0 ? null : inForce.config().layers().get(index).name();
  }
}
