package io.temper.agent.daemon;

import io.temper.rightsize.ContainerId;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.UsageReading;
import io.temper.runtime.config.RightsizingConfig;
import io.temper.runtime.thread.Repeater;
import io.temper.runtime.usage.CheckpointException;
import io.temper.runtime.usage.UsageCheckpointFile;
import io.temper.runtime.usage.UsageSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what containers want in a thread of its own, and keeps it in a file every few minutes and at the
 * end. Neither a file that cannot be read nor one that cannot be written ends anything: the one is put
 * aside, the other told.
 */
final class UsageKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UsageKeeper.class);
  private static final Duration SAVE_EVERY = Duration.ofMinutes(5);

  private final UsageCheckpointFile file;
  private final UsageSampler sampler;
  private final LongSupplier nanos;
  private final Repeater thread;
  private long saved;
  private volatile String problem = "";

  /**
   * Creates one that does not watch yet.
   *
   * @param folder where the file is
   * @param config how often to look, and what a start-up is
   * @param readings reads all containers
   * @param nanos tells nanoseconds by a clock that never steps
   */
  UsageKeeper(
      Path folder,
      RightsizingConfig config,
      Supplier<Map<ContainerId, UsageReading>> readings,
      LongSupplier nanos) {
    this.file = new UsageCheckpointFile(folder.resolve(UsageCheckpointFile.NAME));
    this.nanos = nanos;
    this.saved = nanos.getAsLong();
    this.sampler = new UsageSampler(load(), readings, config.startUp());
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

  /** Looks no more, and keeps what is known. */
  @Override
  public void close() {
    thread.close();
    save();
  }

  private void look() {
    sampler.look();
    if (nanos.getAsLong() - saved >= SAVE_EVERY.toNanos()) {
      save();
    }
  }

  private NavigableMap<ContainerId, UsageHistory> load() {
    try {
      return file.readIfThere();
    } catch (CheckpointException e) {
      LOG.warn("{}; what containers used before is forgotten", e.getMessage());
      putAside();
      return new TreeMap<>();
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

  private synchronized void save() {
    saved = nanos.getAsLong();
    try {
      file.write(sampler.histories());
      problem = "";
    } catch (IOException e) {
      problem = file.path()
          + " cannot be written, so what containers used is lost when the agent ends: " + e;
      LOG.warn("{}", problem);
    }
  }
}
