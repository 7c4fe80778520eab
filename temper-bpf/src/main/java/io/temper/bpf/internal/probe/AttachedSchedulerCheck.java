package io.temper.bpf.internal.probe;

import io.temper.bpf.Check;

/** Asks whether the place of the scheduler is free. */
public final class AttachedSchedulerCheck {
  /** The name of the question. */
  public static final String ID = "another-scheduler";

  private final SchedExtState state;

  AttachedSchedulerCheck(HostFiles host) {
    this.state = new SchedExtState(host);
  }

  Check run() {
    var now = state.state().orElse("");
    if (now.isEmpty()) {
      return Check.unknown(
          ID, "/sys/kernel/sched_ext/state cannot be read", "see the check sched-ext");
    }
    if (now.equals(SchedExtState.DISABLED)) {
      return Check.supported(ID, "no BPF scheduler is attached");
    }
    var name = state.attachedName().orElse("unnamed");
    return Check.unsupported(
        ID,
        SchedulerName.isOurs(name)
            ? "another Temper process has attached its scheduler '" + name + "' (" + now + ")"
            : "the scheduler '" + name + "' is attached (" + now + ")",
        SchedulerName.isOurs(name)
            ? "stop the other Temper agent"
            : "stop the program that attached '" + name + "' (often the service scx)");
  }
}
