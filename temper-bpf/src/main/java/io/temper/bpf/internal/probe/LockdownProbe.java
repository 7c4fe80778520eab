package io.temper.bpf.internal.probe;

import io.temper.bpf.BpfException;
import io.temper.bpf.Check;
import io.temper.bpf.LibbpfUnavailableException;
import io.temper.bpf.internal.lib.BpfCalls;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks the kernel itself whether a lockdown keeps BPF programs from reading its memory. In a container securityfs is
 * not mounted, as a rule, and nothing else says so.
 */
final class LockdownProbe {
  /** {@code BPF_PROG_TYPE_SOCKET_FILTER}: of the simplest type, which has all general helpers. */
  private static final int SOCKET_FILTER = 1;

  /** {@code BPF_FUNC_probe_read_kernel}: given to whoever has CAP_PERFMON, unless locked down. */
  private static final int PROBE_READ_KERNEL = 113;

  /** A helper that no kernel has. */
  private static final int NO_HELPER = Integer.MAX_VALUE;

  private static final Set<String> PRIVILEGES =
      Set.of(ProcessChecks.CAPABILITIES, ProcessChecks.USER_NAMESPACE, LibbpfCheck.ID_CALL);

  private final Supplier<BpfCalls> libbpf;

  LockdownProbe(Supplier<BpfCalls> libbpf) {
    this.libbpf = libbpf;
  }

  /**
   * Answers what the files of the host left open.
   *
   * @param checks the answers so far; without those about the privileges of this process, the kernel would refuse
   *     for another reason, so it is not asked
   * @param open the open question
   * @return the answer, or the question as it was
   */
  Check answer(List<Check> checks, Check open) {
    boolean privileged = checks.stream()
        .filter(check -> PRIVILEGES.contains(check.id()))
        .allMatch(check -> check.verdict() == Check.Verdict.SUPPORTED);
    if (!privileged) {
      return open;
    }
    try {
      BpfCalls calls = libbpf.get();
      if (!calls.offersHelper(SOCKET_FILTER, PROBE_READ_KERNEL)) {
        return KernelChecks.lockedDown("a lockdown");
      }
      return refusesForAnotherReason(calls)
          ? open
          : Check.supported(open.id(), "BPF programs may read kernel memory");
    } catch (LibbpfUnavailableException | BpfException e) {
      return open;
    }
  }

  /** Where programs are refused for what else they are, as a security module may, every helper seems to be there. */
  private static boolean refusesForAnotherReason(BpfCalls calls) {
    return calls.offersHelper(SOCKET_FILTER, NO_HELPER);
  }
}
