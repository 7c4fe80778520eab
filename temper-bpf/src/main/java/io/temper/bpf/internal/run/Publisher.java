package io.temper.bpf.internal.run;

import io.temper.bpf.BpfException;
import io.temper.bpf.internal.codec.Abi;
import io.temper.kernel.KernelChange;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.spi.PublishOutcome;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Brings configurations into force, one at a time: nothing for an equal one, a few map entries where
 * only members differ, a whole new one else. Whatever fails, the configuration before stays.
 */
public final class Publisher {
  private final ConfigMaps maps;
  private final SharedMemory memory;
  private final Room room;
  private final int maxMembers;
  private final LayerSlots slots;
  private volatile Optional<InForce> inForce = Optional.empty();

  /**
   * What the object was loaded for; more needs another load.
   *
   * @param layers queues exist for so many layers
   * @param domains queues exist for so many last-level caches
   * @param cpus CPU numbers are below this
   */
  public record Room(int layers, int domains, int cpus) {}

  /**
   * What the kernel goes by.
   *
   * @param config as it was published
   * @param kernelGeneration the generation of the last whole configuration, which CPUs report
   * @param slots the place of each layer, by its index
   */
  public record InForce(KernelConfig config, long kernelGeneration, List<Integer> slots) {
    /** Copies the list. */
    public InForce {
      slots = List.copyOf(slots);
    }

    /** Returns how many places hold the layers. */
    public int usedSlots() {
      return slots.stream().mapToInt(slot -> slot + 1).max().orElse(0);
    }
  }

  /** Creates a publisher for an object that was loaded for {@code room}. */
  public Publisher(ConfigMaps maps, SharedMemory memory, Abi abi, Room room) {
    this.maps = maps;
    this.memory = memory;
    this.room = room;
    this.maxMembers = abi.constant("T_MAX_MEMBERS");
    this.slots = new LayerSlots(room.layers());
  }

  /** Goes on from what an earlier process has published, before anything else. */
  public synchronized void adopt(InForce found) {
    slots.adopt(found);
    inForce = Optional.of(found);
  }

  /** Returns what the kernel goes by; empty before the first configuration. */
  public Optional<InForce> inForce() {
    return inForce;
  }

  /** Brings {@code next} into force, or says why not. */
  public synchronized PublishOutcome publish(KernelConfig next) {
    var ended = memory.exit();
    if (ended.isPresent()) {
      return new PublishOutcome.Ended(ended.get());
    }
    if (inForce.isEmpty()) {
      return replace(next, new KernelChange.Shape());
    }
    var current = inForce.get();
    var change = KernelChange.between(current.config(), next);
    if (change instanceof KernelChange.None && maps.isCertain()) {
      return new PublishOutcome.Unchanged(current.config().generation());
    }
    if (next.generation() <= current.config().generation()) {
      return new PublishOutcome.Refused("generation "
          + next.generation()
          + " is not above "
          + current.config().generation()
          + ", which is in force");
    }
    return change instanceof KernelChange.Members members
        ? change(current, next, members)
        : replace(next, change);
  }

  private PublishOutcome change(InForce current, KernelConfig next, KernelChange.Members members) {
    if (next.members().size() > maxMembers) {
      return tooManyMembers(next);
    }
    var put = new TreeMap<Long, Integer>();
    members.put().forEach((cgroup, layer) -> put.put(cgroup, current.slots().get(layer)));
    try {
      if (!maps.change(put, members.removed())) {
        return replace(next, members);
      }
    } catch (BpfException e) {
      // Some tasks may have seen what was taken back.
      memory.bumpMembership();
      return refused(e);
    } catch (RuntimeException | Error e) {
      memory.bumpMembership();
      throw e;
    }
    memory.bumpMembership();
    inForce = Optional.of(new InForce(next, current.kernelGeneration(), current.slots()));
    return new PublishOutcome.Published(next.generation(), members);
  }

  private PublishOutcome replace(KernelConfig next, KernelChange change) {
    var misfit = misfit(next);
    if (misfit.isPresent()) {
      return misfit.get();
    }
    var placed = slots.place(next);
    if (placed.isEmpty()) {
      return tooMany("layers", next.layers().size(), room.layers());
    }
    try {
      maps.replace(placed.get());
    } catch (BpfException e) {
      return refused(e);
    }
    var places =
        next.layers().stream().map(KernelLayer::name).map(slots::slotOf).toList();
    inForce = Optional.of(new InForce(next, next.generation(), places));
    return new PublishOutcome.Published(next.generation(), change);
  }

  private Optional<PublishOutcome> misfit(KernelConfig next) {
    if (next.domains() > room.domains()) {
      return Optional.of(tooMany("last-level caches", next.domains(), room.domains()));
    }
    int cpus = highestCpu(next) + 1;
    if (cpus > room.cpus()) {
      return Optional.of(tooMany("CPU numbers", cpus, room.cpus()));
    }
    if (next.members().size() > maxMembers) {
      return Optional.of(tooManyMembers(next));
    }
    return Optional.empty();
  }

  /** Layers may prefer CPUs that are not online. */
  private static int highestCpu(KernelConfig config) {
    return IntStream.concat(
            config.cpus().stream().mapToInt(KernelCpu::id),
            config.layers().stream().flatMapToInt(layer -> layer.preferred().stream()))
        .max()
        .orElse(-1);
  }

  private PublishOutcome tooManyMembers(KernelConfig next) {
    return tooMany("members", next.members().size(), maxMembers);
  }

  private static PublishOutcome tooMany(String what, int wanted, int room) {
    return new PublishOutcome.Refused(wanted
        + " "
        + what
        + ", but the loaded scheduler has room for "
        + room
        + ": plan fewer, or close it and attach again");
  }

  private static PublishOutcome refused(BpfException e) {
    return new PublishOutcome.Refused(
        "the kernel refused a write, and what was in force stays so: " + e.getMessage());
  }
}
