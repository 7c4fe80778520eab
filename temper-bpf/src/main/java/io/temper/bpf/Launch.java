package io.temper.bpf;

import io.temper.TemperException;
import io.temper.bpf.internal.OwnThread;
import io.temper.bpf.internal.btf.SchedExtBtf;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.Errno;
import io.temper.bpf.internal.object.BpfLink;
import io.temper.bpf.internal.object.LoadedBpfObject;
import io.temper.bpf.internal.object.MapKeeper;
import io.temper.bpf.internal.object.ObjectFile;
import io.temper.bpf.internal.probe.HostFiles;
import io.temper.bpf.internal.probe.PossibleCpus;
import io.temper.bpf.internal.probe.SchedExtState;
import io.temper.bpf.internal.probe.SchedulerName;
import io.temper.bpf.internal.run.ConfigMaps;
import io.temper.bpf.internal.run.Publisher;
import io.temper.bpf.internal.run.SharedMemory;
import io.temper.bpf.internal.run.StatsMemory;
import io.temper.bpf.internal.run.Tuning;
import io.temper.kernel.KernelConfig;
import io.temper.observe.SchedulerExit;
import io.temper.spi.PublishOutcome;
import io.temper.spi.SchedulerListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The way from an object file to a scheduler in charge: open, tune, load, publish, attach, verify. */
final class Launch {
  private static final String OPS_MAP = "temper_ops";

  /** Layers come and go; queues are made once. */
  private static final int SPARE_LAYERS = 16;

  private final SchedExtOptions options;
  private final HostFiles host;
  private final BpfCalls calls;
  private final ObjectFile file;
  private final SchedExtState state;
  private final Optional<LeaseHold> lease;

  Launch(
      SchedExtOptions options,
      HostFiles host,
      BpfCalls calls,
      ObjectFile file,
      Optional<LeaseHold> lease) {
    this.options = options;
    this.host = host;
    this.calls = calls;
    this.file = file;
    this.state = new SchedExtState(host);
    this.lease = lease;
  }

  SchedExtScheduler attach(KernelConfig config, SchedExtBtf kernel, SchedulerListener listener) {
    var room = roomFor(config);
    var object = loadOrExplain(tuning(room, kernel));
    var maps = closingOnFailure(object, () -> {
      // What outlives this process must be kept before the kernel starts to use it.
      lease.ifPresent(hold -> hold.keepAll(object));
      return new ConfigMaps(
          object, file.abi(), lease.<MapKeeper>map(LeaseHold::pins).orElse(MapKeeper.NONE));
    });
    var scheduler = closingOnFailure(
        object,
        () -> closingOnFailure(maps, () -> attach(object, maps, room, config, kernel, listener)));
    closingOnFailure(scheduler, () -> {
      verify(scheduler.memory());
      scheduler.start(lease.map(LeaseHold::duration).orElse(options.heartbeatTimeout()));
      return scheduler;
    });
    return scheduler;
  }

  private SchedExtScheduler attach(
      LoadedBpfObject object,
      ConfigMaps maps,
      Publisher.Room room,
      KernelConfig config,
      SchedExtBtf kernel,
      SchedulerListener listener) {
    var memory = new SharedMemory(object, file.abi());
    var stats = new StatsMemory(object, file.abi(), room.cpus(), room.layers());
    var publisher = new Publisher(maps, memory, file.abi(), room);
    publishFirst(publisher, config);
    var link = linkOrExplain(object, kernel, memory);
    return closingOnFailure(link, () -> {
      lease.ifPresent(hold -> keep(hold, link, memory));
      return new SchedExtScheduler(
          new SchedExtScheduler.Parts(
              object, maps, memory, stats, publisher, link, file.abi(), lease),
          listener,
          false);
    });
  }

  /** From here on it outlives this process, so that the lease must run from here on. */
  private static void keep(LeaseHold hold, BpfLink link, SharedMemory memory) {
    memory.expectBeats(System.nanoTime(), hold.duration());
    hold.keep(link);
  }

  /** Whatever goes wrong on the way, nothing stays attached or open. */
  static <T> T closingOnFailure(AutoCloseable resource, Supplier<T> step) {
    try {
      return step.get();
    } catch (RuntimeException | Error e) {
      closeAfter(e, resource);
      throw e;
    }
  }

  static void closeAfter(Throwable cause, AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      cause.addSuppressed(e);
    }
  }

  private LoadedBpfObject loadOrExplain(Tuning tuning) {
    try {
      return load(tuning);
    } catch (VerifierRejectedException e) {
      throw e;
    } catch (BpfException e) {
      return calls.explaining(() -> load(tuning));
    }
  }

  private LoadedBpfObject load(Tuning tuning) {
    try (var open = file.open(calls, options.verifierLogLevel())) {
      tuning.apply(file, open);
      return open.load();
    }
  }

  private Tuning tuning(Publisher.Room room, SchedExtBtf kernel) {
    return new Tuning(
        room,
        calls.tickNanos(),
        options.faultInjection(),
        options.exitDumpBytes(),
        Math.toIntExact(options.watchdogTimeout().toMillis()),
        kernel.opsFlags());
  }

  private Publisher.Room roomFor(KernelConfig config) {
    var abi = file.abi();
    int layers = Math.max(SPARE_LAYERS, config.layers().size());
    return new Publisher.Room(
        Math.min(layers, abi.constant("T_MAX_LAYERS")),
        Math.min(2 * config.domains(), abi.constant("T_MAX_DOMAINS")),
        possibleCpus(abi.constant("T_MAX_CPUS")));
  }

  private int possibleCpus(int max) {
    int cpus = new PossibleCpus(host).count().orElseGet(calls::possibleCpus);
    if (cpus > max) {
      throw new UnsupportedKernelException(
          List.of(Check.unsupported(
              "cpus",
              "CPU numbers go up to " + (cpus - 1) + ", and the scheduler counts " + max,
              "limit them with the boot option nr_cpus=" + max)),
          null);
    }
    return cpus;
  }

  private void publishFirst(Publisher publisher, KernelConfig config) {
    var outcome = publisher.publish(config);
    if (outcome instanceof PublishOutcome.Refused refused) {
      throw new TemperException("the first configuration cannot be published: " + refused.reason());
    }
  }

  private static BpfLink link(LoadedBpfObject object) {
    return object.attachStructOps(OPS_MAP);
  }

  /**
   * In the middle of attaching, the kernel puts the thread that does it into the class below those
   * that are still to be moved: if they never sleep it never runs again, and the host hangs.
   */
  private BpfLink linkInRealTime(LoadedBpfObject object) {
    return OwnThread.call("temper-attach", () -> {
      if (!calls.becomeRealTime()) {
        throw Refusals.noRealTime();
      }
      return link(object);
    });
  }

  private BpfLink linkOrExplain(LoadedBpfObject object, SchedExtBtf kernel, SharedMemory memory) {
    try {
      return kernel.attachesItself() ? link(object) : linkInRealTime(object);
    } catch (BpfException e) {
      if (e.errno() == Errno.EBUSY) {
        throw Refusals.otherScheduler(host, "the kernel takes only one; stop the other");
      }
      var exit = memory.exit();
      if (exit.isPresent()) {
        throw Refusals.rejected(exit.get(), state.state().orElse("unknown"));
      }
      throw e;
    }
  }

  /** The kernel may report success and have ended the scheduler already: its files tell. */
  private void verify(SharedMemory memory) {
    var exit = memory.exit();
    var now = state.state().orElse("unknown");
    var name = state.attachedName().orElse("none");
    if (exit.isPresent() || !now.equals(SchedExtState.ENABLED) || !SchedulerName.isOurs(name)) {
      throw Refusals.rejected(
          exit.orElseGet(() -> SchedulerExit.of(0, 0, "attached scheduler is " + name, "", "")),
          now);
    }
  }
}
