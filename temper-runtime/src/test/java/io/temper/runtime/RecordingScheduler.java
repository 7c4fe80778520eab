package io.temper.runtime;

import io.temper.kernel.KernelConfig;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerSnapshot;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.spi.ThreadWatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Remembers which threads were put where; the rest it does not do. */
final class RecordingScheduler implements AttachedScheduler {
  final Map<Integer, String> notes = new TreeMap<>();
  final Set<Integer> ended = new HashSet<>();
  final Set<String> missingLayers = new HashSet<>();
  final List<String> calls = new ArrayList<>();
  boolean closed;
  boolean broken;

  @Override
  public boolean assign(int tid, String layer) {
    requireOpen();
    if (missingLayers.contains(layer)) {
      throw new IllegalArgumentException("there is no layer " + layer);
    }
    calls.add(tid + " -> " + layer);
    if (ended.contains(tid)) {
      return false;
    }
    notes.put(tid, layer);
    return true;
  }

  @Override
  public boolean unassign(int tid) {
    requireOpen();
    calls.add(tid + " -> its own");
    return notes.remove(tid) != null;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    if (broken) {
      throw new UnsupportedOperationException("the kernel has no room");
    }
  }

  @Override
  public PublishOutcome publish(KernelConfig config) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SchedulerSnapshot snapshot() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<CpuStats> cpus() {
    throw new UnsupportedOperationException();
  }

  @Override
  public LayerDelays delays() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ThreadWatch> watch(int tid) {
    return Optional.empty();
  }

  @Override
  public State state() {
    return closed ? State.CLOSED : State.ATTACHED;
  }

  @Override
  public void close() {
    closed = true;
  }
}
