package io.temper.bpf;

import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.object.ObjectFile;
import io.temper.bpf.internal.probe.HostFiles;
import io.temper.bpf.internal.probe.HostProbe;
import io.temper.bpf.internal.probe.SchedExtState;
import io.temper.kernel.KernelConfig;
import io.temper.spi.SchedulerListener;
import java.util.Optional;

/** Attaching under a lease: takes over what an earlier process left, or ends it and starts afresh. */
final class LeasedLaunch {
  private final Lease lease;
  private final SchedExtOptions options;
  private final HostFiles host;
  private final BpfCalls calls;
  private final ObjectFile file;

  LeasedLaunch(
      Lease lease, SchedExtOptions options, HostFiles host, BpfCalls calls, ObjectFile file) {
    this.lease = lease;
    this.options = options;
    this.host = host;
    this.calls = calls;
    this.file = file;
  }

  SchedExtScheduler attach(HostProbe probe, KernelConfig config, SchedulerListener listener) {
    var hold = LeaseHold.take(lease, options, host, calls, file);
    try {
      return attach(hold, probe.askHost(), config, listener);
    } catch (RuntimeException | Error e) {
      hold.release();
      throw e;
    }
  }

  private SchedExtScheduler attach(
      LeaseHold hold, HostProbe.Answers answers, KernelConfig config, SchedulerListener listener) {
    // First, because who may not attach shall not end what runs either.
    Refusals.throwIfAnyButAnotherScheduler(answers.refusals(), host);
    var kernel = Refusals.requireTypes(answers);
    var taken = new TakeOver(hold, host, file).attempt(config, listener);
    if (taken.isPresent()) {
      return taken.get();
    }
    hold.endLeft();
    if (!new SchedExtState(host).state().orElse("").equals(SchedExtState.DISABLED)) {
      throw Refusals.otherScheduler(host, "the kernel takes only one; stop the other");
    }
    try {
      return new Launch(options, host, calls, file, Optional.of(hold))
          .attach(config, kernel, listener);
    } catch (RuntimeException | Error e) {
      Launch.closeAfter(e, hold::unpin);
      throw e;
    }
  }
}
