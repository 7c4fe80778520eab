package io.temper.runtime.usage;

import io.temper.TemperException;
import io.temper.kernel.KernelConfig;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerSnapshot;
import io.temper.observe.ThreadStats;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import io.temper.spi.ThreadWatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A scheduler that tells of delays and of watched threads what a test wants. */
final class WatchingScheduler implements AttachedScheduler {
  final Map<Integer, Optional<ThreadStats>> watched = new HashMap<>();
  LayerDelays delays = new LayerDelays(List.of());
  boolean closed;

  @Nullable
  TemperException refusal;

  @Nullable
  TemperException watchRefusal;

  void tell(int tid, long ranMillis, long runs, long besideBusy, boolean now) {
    watched.put(tid, Optional.of(SchedulerUseTest.stats(tid, ranMillis, runs, besideBusy, now)));
  }

  @Override
  public LayerDelays delays() {
    if (closed) {
      throw new IllegalStateException("the scheduler is closed");
    }
    if (refusal != null) {
      throw refusal;
    }
    return delays;
  }

  @Override
  public Optional<ThreadWatch> watch(int tid) {
    if (watchRefusal != null) {
      throw watchRefusal;
    }
    watched.put(tid, Optional.empty());
    return Optional.of(new ThreadWatch() {
      @Override
      public Optional<ThreadStats> read() {
        return watched.getOrDefault(tid, Optional.empty());
      }

      @Override
      public void close() {
        watched.remove(tid);
      }
    });
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
  public boolean assign(int tid, String layer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean unassign(int tid) {
    throw new UnsupportedOperationException();
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
