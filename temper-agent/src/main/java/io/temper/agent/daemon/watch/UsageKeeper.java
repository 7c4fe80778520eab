package io.temper.agent.daemon.watch;

import io.temper.agent.daemon.disk.DiskThread;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.runtime.config.RightsizingConfig;
import io.temper.runtime.thread.Repeater;
import io.temper.runtime.usage.CheckpointException;
import io.temper.runtime.usage.UsageCheckpointFile;
import io.temper.runtime.usage.UsageLook;
import io.temper.runtime.usage.UsageSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what containers want in a thread of its own, and keeps it in a file every few minutes and at the
 * end, written by the thread for that. No file ends anything. One that is no checkpoint is put aside; one
 * that cannot be read is tried again, and until then neither touched nor written; one that cannot be written
 * is told.
 */
final class UsageKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UsageKeeper.class);
  private static final Duration SAVE_EVERY = Duration.ofMinutes(5);

  private final UsageCheckpointFile file;
  private final UsageSampler sampler;
  private final DiskThread disk;
  private final LongSupplier nanos;
  private final Repeater thread;
  private long saved;
  private volatile boolean loaded;
  private volatile String problem = "";

  /**
   * Creates one that does not watch yet.
   *
   * @param folder where the file is
   * @param config how often to look, and what a start-up is
   * @param looks reads all containers; empty while it is not known which there are
   * @param disk writes the file; is closed later than this
   * @param nanos tells nanoseconds by a clock that never steps
   */
  UsageKeeper(
      Path folder,
      RightsizingConfig config,
      Supplier<Optional<UsageLook>> looks,
      DiskThread disk,
      LongSupplier nanos) {
    this.file = new UsageCheckpointFile(folder.resolve(UsageCheckpointFile.NAME));
    this.disk = disk;
    this.nanos = nanos;
    this.saved = nanos.getAsLong();
    var kept = load();
    this.loaded = kept.isPresent();
    this.sampler = new UsageSampler(kept.orElseGet(TreeMap::new), looks, config.startUp());
    this.thread = new Repeater("temper-usage", this::look, config.interval());
  }

  /** Begins. */
  void start() {
    thread.start();
  }

  /** Returns what is known so far; does not change. */
  NavigableMap<ContainerId, UsageHistory> histories() {
    return sampler.histories();
  }

  /** Returns what a user should know. */
  Optional<String> problem() {
    return Optional.of(problem).filter(text -> !text.isEmpty());
  }

  /** Looks no more, and has what is known written, as far as the disk takes it while it is closed. */
  @Override
  public void close() {
    thread.close();
    save();
  }

  /** Looks once; for its thread, and for tests. */
  void look() {
    sampler.look();
    if (nanos.getAsLong() - saved >= SAVE_EVERY.toNanos()) {
      saved = nanos.getAsLong();
      if (!loaded) {
        load().ifPresent(this::join);
      }
      save();
    }
  }

  /** Only then may it be written: {@link #close} may come at any moment. */
  private void join(NavigableMap<ContainerId, UsageHistory> kept) {
    sampler.add(kept);
    loaded = true;
    problem = "";
  }

  /** Empty if it is not known what is kept. */
  private Optional<NavigableMap<ContainerId, UsageHistory>> load() {
    try {
      return Optional.of(file.readIfThere());
    } catch (CheckpointException e) {
      LOG.warn("{}; what containers used before is forgotten", e.getMessage());
      putAside();
      return Optional.of(new TreeMap<>());
    } catch (IOException e) {
      tell(file.path()
          + " cannot be read, so it is left as it is, and what containers use is not kept"
          + " until it can be; it is tried again every " + SAVE_EVERY.toMinutes() + " minutes: "
          + e);
      return Optional.empty();
    }
  }

  /** So that it is not overwritten before somebody has looked at it. */
  private void putAside() {
    Path path = file.path();
    try {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".refused"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} cannot be put aside: {}", path, e.toString());
    }
  }

  /** What is in a file that was not read would be lost. */
  private void save() {
    if (loaded) {
      disk.write(UsageCheckpointFile.NAME, this::write);
    }
  }

  private void write() {
    try {
      file.write(sampler.histories());
      problem = "";
    } catch (IOException e) {
      tell(file.path() + " cannot be written, so what containers used is lost when the agent ends: "
          + e);
    }
  }

  private void tell(String what) {
    problem = what;
    LOG.warn("{}", what);
  }
}
