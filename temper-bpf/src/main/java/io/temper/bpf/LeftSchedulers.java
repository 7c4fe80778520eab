package io.temper.bpf;

import io.temper.TemperException;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.DirectoryLock;
import io.temper.bpf.internal.pin.LeaseDirectory;
import io.temper.bpf.internal.probe.AttachedSchedulerCheck;
import io.temper.bpf.internal.probe.HostFiles;
import io.temper.bpf.internal.probe.SchedExtState;
import io.temper.bpf.internal.probe.SchedulerName;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What earlier processes left in the directory of a lease, to be ended. */
final class LeftSchedulers {
  private static final Logger LOG = LoggerFactory.getLogger(LeftSchedulers.class);

  /** The kernel lets go of a link in the background, and then moves every thread. */
  private static final long PATIENCE_NANOS = 2_000_000_000;

  private static final long POLL_NANOS = 2_000_000;

  private final LeaseDirectory directory;
  private final SchedExtState state;

  LeftSchedulers(LeaseDirectory directory, HostFiles host) {
    this.directory = directory;
    this.state = new SchedExtState(host);
  }

  /**
   * Ends them unless a living process holds the lease.
   *
   * @param libbpf loads libbpf; not asked if nothing was left
   * @return true if nothing is left; false if a living process has what is in charge, it was left
   *     elsewhere, or nobody may look
   * @throws LeaseUnreadableException if one of ours is in charge, and nobody may look whether it was left
   * @throws TemperException if they cannot be ended
   */
  boolean endUnlessHeld(Supplier<BpfCalls> libbpf) {
    try {
      if (directory.schedulers().isEmpty()) {
        return !isOursRunning();
      }
    } catch (LeaseUnreadableException e) {
      // Whoever has no lease need not be able to look, as long as there is nothing to be found.
      if (isOursRunning()) {
        throw e;
      }
      return false;
    }
    var lock = DirectoryLock.take(libbpf.get(), directory.path());
    if (lock.isEmpty()) {
      return false;
    }
    try {
      end();
      return true;
    } finally {
      lock.get().close();
    }
  }

  /**
   * Returns {@code check}, unless it refuses because of a scheduler that an earlier process left: that one
   * is in nobody's way, since attaching takes it over or ends it.
   */
  Check review(Check check, Supplier<BpfCalls> libbpf) {
    boolean isInTheWay = check.refuses() && check.id().equals(AttachedSchedulerCheck.ID);
    return isInTheWay && isLeft(libbpf)
        ? Check.supported(
            check.id(),
            "the scheduler that an earlier Temper process left in " + directory.path()
                + " is taken over or ended")
        : check;
  }

  private boolean isLeft(Supplier<BpfCalls> libbpf) {
    try {
      if (!isOursRunning() || directory.schedulers().isEmpty()) {
        return false;
      }
      var lock = DirectoryLock.take(libbpf.get(), directory.path());
      lock.ifPresent(DirectoryLock::close);
      return lock.isPresent();
    } catch (TemperException | UncheckedIOException e) {
      return false;
    }
  }

  /**
   * Ends them. The caller holds the lock.
   *
   * @throws TemperException if they cannot be ended
   */
  void end() {
    var schedulers = directory.schedulers();
    if (schedulers.isEmpty()) {
      return;
    }
    if (isOursRunning()) {
      LOG.warn(
          "announced detach: the scheduler that an earlier process left in {} is ended",
          schedulers);
    }
    try {
      schedulers.forEach(LeaseDirectory::remove);
    } catch (UncheckedIOException e) {
      throw new TemperException(
          "the scheduler that was left in " + directory.path()
              + " cannot be ended: remove its files," + " or wait for the end of its lease",
          e);
    }
    awaitEnd();
  }

  /** Waits until the kernel has ended what no file and no process keeps any more. */
  void awaitEnd() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (isOursRunning()) {
      if (System.nanoTime() - end > 0) {
        throw new TemperException("the scheduler that was left in " + directory.path()
            + " runs on, though its files are gone: a process that still has it open keeps it; find it"
            + " with 'bpftool link', or wait for the end of its lease");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Also while it ends: the kernel takes no other one before. */
  private boolean isOursRunning() {
    var now = state.state().orElse(SchedExtState.DISABLED);
    return !now.equals(SchedExtState.DISABLED)
        && state.attachedName().filter(name -> !SchedulerName.isOurs(name)).isEmpty();
  }
}
