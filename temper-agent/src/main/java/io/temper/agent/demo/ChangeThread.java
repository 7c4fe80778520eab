package io.temper.agent.demo;

import io.temper.TemperException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Steps through tier changes on a thread of its own until it is closed. */
final class ChangeThread implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "tier-changes"));
  private final ScheduledFuture<?> steps;

  ChangeThread(TierChanges changes, int perSecond) {
    long period = Duration.ofSeconds(1).toNanos() / perSecond;
    steps = executor.scheduleAtFixedRate(changes::step, period, period, TimeUnit.NANOSECONDS);
  }

  /**
   * Ends the changes; the one being made is finished first.
   *
   * @throws TemperException if one failed
   */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
        throw new TemperException("a publish did not return within " + PATIENCE_SECONDS + " s");
      }
      if (steps.isDone() && !steps.isCancelled()) {
        steps.get();
      }
    } catch (ExecutionException e) {
      throw new TemperException("changing tiers failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      executor.shutdownNow();
      throw new TemperException("interrupted", e);
    }
  }
}
