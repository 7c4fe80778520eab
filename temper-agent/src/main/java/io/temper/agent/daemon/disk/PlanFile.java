package io.temper.agent.daemon.disk;

import io.temper.json.JsonFormatException;
import io.temper.json.PlanCheckpoint;
import io.temper.plan.EnforcementPlan;
import io.temper.runtime.PlanMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the plan in force in a file, which another thread writes, so that the loop never waits for a disk.
 * What could not be written is asked for again a minute later.
 */
final class PlanFile implements PlanMemory {
  private static final Logger LOG = LoggerFactory.getLogger(PlanFile.class);

  static final Duration AGAIN = Duration.ofMinutes(1);

  private final Path path;
  private final DiskThread disk;
  private final LongSupplier nanos;

  /** When the last write failed; null if it did not. */
  private volatile @Nullable Long failedNanos;

  /**
   * Keeps it in a file that may be there.
   *
   * @param path where it is
   * @param disk writes it
   * @param nanos tells nanoseconds by a clock that never steps
   */
  PlanFile(Path path, DiskThread disk, LongSupplier nanos) {
    this.path = path;
    this.disk = disk;
    this.nanos = nanos;
  }

  @Override
  public Optional<EnforcementPlan> load() {
    try {
      return Optional.of(PlanCheckpoint.read(path.toString(), Files.readString(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonFormatException e) {
      LOG.warn("the plan of the agent before is not used: {}", e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn(
          "the plan of the agent before is not used: {} cannot be read: {}", path, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void save(EnforcementPlan plan) {
    Long failed = failedNanos;
    if (failed != null) {
      // Not lost again before it was tried.
      failedNanos = nanos.getAsLong();
    }
    disk.write("plan", () -> write(plan, failed != null));
  }

  @Override
  public boolean isLost() {
    Long failed = failedNanos;
    return failed != null && nanos.getAsLong() - failed >= AGAIN.toNanos();
  }

  private void write(EnforcementPlan plan, boolean isKnownToFail) {
    try {
      SafeFiles.replace(path, PlanCheckpoint.write(plan));
      failedNanos = null;
    } catch (IOException e) {
      failedNanos = nanos.getAsLong();
      if (!isKnownToFail) {
        LOG.warn(
            "{} cannot be written, and is tried again every minute; until then an agent that starts"
                + " goes by the plan that was written last, if any: {}",
            path,
            e.toString());
      }
    }
  }
}
