package io.temper.bpf;

import io.temper.TemperException;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.DirectoryLock;
import io.temper.bpf.internal.lib.PinCalls;
import io.temper.bpf.internal.object.BpfLink;
import io.temper.bpf.internal.object.ObjectFile;
import io.temper.bpf.internal.object.SchedulerObject;
import io.temper.bpf.internal.pin.LeaseDirectory;
import io.temper.bpf.internal.pin.Pins;
import io.temper.bpf.internal.probe.HostFiles;
import io.temper.spi.OtherSchedulerAttachedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A lease that this process owns, by the lock of its directory, and the files that keep the scheduler.
 * Once it is given back, nothing here touches the files any more: they may be another's.
 */
final class LeaseHold {
  private final Lease lease;
  private final LeftSchedulers left;
  private final Pins pins;
  private final DirectoryLock lock;
  private boolean released;

  private LeaseHold(Lease lease, LeftSchedulers left, Pins pins, DirectoryLock lock) {
    this.lease = lease;
    this.left = left;
    this.pins = pins;
    this.lock = lock;
  }

  /**
   * Takes the lease that the options wish.
   *
   * @throws LeaseUnavailableException if the directory is no place for it
   * @throws OtherSchedulerAttachedException if another process holds it
   */
  static LeaseHold take(
      Lease lease, SchedExtOptions options, HostFiles host, BpfCalls calls, ObjectFile file) {
    var path = onHost(lease.directory(), host);
    var directory = new LeaseDirectory(path);
    var lock = lock(lease, directory, calls);
    var pins = new Pins(new PinCalls(calls), path.resolve(fingerprint(options, file)));
    return new LeaseHold(lease, new LeftSchedulers(directory, host), pins, lock);
  }

  private static DirectoryLock lock(Lease lease, LeaseDirectory directory, BpfCalls calls) {
    try {
      directory.prepare();
      return DirectoryLock.take(calls, directory.path()).orElseThrow(() -> held(lease));
    } catch (IOException e) {
      throw unavailable(lease, e);
    } catch (BpfException e) {
      throw unavailable(lease, e);
    }
  }

  static Path onHost(Path absolute, HostFiles host) {
    return host.root().resolve(Path.of("/").relativize(absolute));
  }

  /** The same programs, loaded the same way: only then can one process go on for another. */
  private static String fingerprint(SchedExtOptions options, ObjectFile file) {
    return Fingerprint.of(
        file.sha256(),
        options.faultInjection(),
        options.exitDumpBytes(),
        options.watchdogTimeout());
  }

  private static OtherSchedulerAttachedException held(Lease lease) {
    return new OtherSchedulerAttachedException(
        "temper (another process holds its lease in " + lease.directory() + ")",
        "stop the other Temper agent; one that is merely stopped (SIGSTOP) still holds it");
  }

  private static LeaseUnavailableException unavailable(Lease lease, Exception cause) {
    return new LeaseUnavailableException(
        lease.directory().toString(), String.valueOf(cause.getMessage()), cause);
  }

  Duration duration() {
    return lease.duration();
  }

  Pins pins() {
    return pins;
  }

  /** Has the kernel keep the maps of an object that is not attached yet. */
  void keepAll(SchedulerObject object) {
    try {
      pins.keepAll(object);
    } catch (IOException e) {
      throw unavailable(lease, e);
    } catch (BpfException e) {
      throw unavailable(lease, e);
    }
  }

  /** Has the kernel keep the attachment. */
  void keep(BpfLink link) {
    try {
      pins.keep(link);
    } catch (BpfException e) {
      throw unavailable(lease, e);
    }
  }

  /** Ends whatever an earlier process left. */
  void endLeft() {
    left.end();
  }

  /** Returns whether the scheduler would go on without this process. */
  synchronized boolean isWhole() {
    return !released && pins.areWhole();
  }

  /** Removes what keeps the scheduler; with the last descriptor it ends then. */
  synchronized void unpin() {
    if (!released) {
      try {
        pins.remove();
      } catch (UncheckedIOException e) {
        throw new TemperException(
            "the files of the lease in " + pins.directory()
                + " cannot be removed; until they are, the" + " scheduler goes on for "
                + lease.duration(),
            e);
      }
    }
  }

  /** Waits until the kernel has ended what was unpinned; what was given back may go on. */
  synchronized void awaitEnd() {
    if (!released) {
      left.awaitEnd();
    }
  }

  /** Lets the next process take the lease. */
  synchronized void release() {
    released = true;
    lock.close();
  }
}
