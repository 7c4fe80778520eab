package io.temper.bpf;

import io.temper.TemperException;
import io.temper.bpf.internal.btf.SchedExtBtf;
import io.temper.bpf.internal.probe.AttachedSchedulerCheck;
import io.temper.bpf.internal.probe.Capabilities;
import io.temper.bpf.internal.probe.HostFiles;
import io.temper.bpf.internal.probe.HostProbe;
import io.temper.bpf.internal.probe.SchedExtState;
import io.temper.observe.ExitCause;
import io.temper.observe.SchedulerExit;
import io.temper.spi.AttachRejectedException;
import io.temper.spi.OtherSchedulerAttachedException;
import java.util.List;

/** Turns answers that refuse into the exception that says so with the same facts. */
final class Refusals {
  private Refusals() {}

  static void throwIfAny(List<Check> refusals, HostFiles host) {
    if (!refusals.isEmpty()) {
      throw exceptionOf(refusals, host);
    }
  }

  /** For who ends the other scheduler first, because it is its own. */
  static void throwIfAnyButAnotherScheduler(List<Check> refusals, HostFiles host) {
    throwIfAny(
        refusals.stream()
            .filter(check -> !isAbout(check, AttachedSchedulerCheck.ID))
            .toList(),
        host);
  }

  /** A kernel that cannot do it comes first: nothing else matters then. */
  private static TemperException exceptionOf(List<Check> refusals, HostFiles host) {
    if (refusals.stream().allMatch(check -> isAbout(check, AttachedSchedulerCheck.ID))) {
      return otherScheduler(host, refusals.get(0).remedy());
    }
    if (refusals.stream().allMatch(check -> isAbout(check, "capabilities"))) {
      return new MissingCapabilityException(
          new Capabilities(host).missing().orElse(List.of("a capability")));
    }
    return new UnsupportedKernelException(refusals, null);
  }

  /** Nothing loads without the kernel's types, so here "could not find out" is a no. */
  static SchedExtBtf requireTypes(HostProbe.Answers answers) {
    return answers
        .kernel()
        .orElseThrow(() -> new UnsupportedKernelException(
            answers.checks().stream()
                .filter(check -> isAbout(check, "kernel-btf"))
                .toList(),
            null));
  }

  /** Where ordinary threads can keep the kernel from ending what attaching begins. */
  static UnsupportedKernelException noRealTime() {
    return new UnsupportedKernelException(
        List.of(Check.unsupported(
            "attach-thread",
            "on this kernel attaching can hang a busy host unless a real-time thread does it, and"
                + " this process may have none",
            "boot Linux 7.0 or later; or grant CAP_SYS_NICE or CAP_SYS_RESOURCE, and see that"
                + " neither a seccomp profile nor a cgroup without real-time runtime forbids it")),
        null);
  }

  /** The call that attaches may succeed, and the scheduler have ended all the same. */
  static AttachRejectedException rejected(SchedulerExit exit, String state) {
    return new AttachRejectedException(
        exit,
        "/sys/kernel/sched_ext/state is '" + state + "'. The host is on its stock scheduler; "
            + remedy(exit));
  }

  private static String remedy(SchedulerExit exit) {
    return exit.cause() == ExitCause.DEADLINE_ADMISSION
        ? "the kernel reserves CPU time for it, which SCHED_DEADLINE threads have taken: end them"
            + " or let them reserve less ('chrt -p PID' shows it)."
        : "run 'temper doctor' and look at dmesg.";
  }

  static OtherSchedulerAttachedException otherScheduler(HostFiles host, String remedy) {
    return new OtherSchedulerAttachedException(
        new SchedExtState(host).attachedName().orElse("unnamed"), remedy);
  }

  private static boolean isAbout(Check check, String id) {
    return check.id().equals(id);
  }
}
