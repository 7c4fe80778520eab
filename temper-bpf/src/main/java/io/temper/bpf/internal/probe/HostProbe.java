package io.temper.bpf.internal.probe;

import io.temper.bpf.Check;
import io.temper.bpf.ObjectFileException;
import io.temper.bpf.internal.btf.FeatureLevel;
import io.temper.bpf.internal.btf.SchedExtBtf;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.object.ObjectFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Asks a host everything, and keeps of the answers what attaching needs. */
public final class HostProbe {
  private static final String NO_SCHED_EXT = "none";

  private final HostFiles host;
  private final String architecture;
  private final Supplier<ObjectFile> object;
  private final Supplier<BpfCalls> libbpf;

  /**
   * The answers.
   *
   * @param checks one per question
   * @param kernel what the kernel's BTF says; empty if it could not be read
   */
  public record Answers(List<Check> checks, Optional<SchedExtBtf> kernel) {
    /** Copies the list. */
    public Answers {
      checks = List.copyOf(checks);
    }

    /** Returns the answers that keep the scheduler from attaching. */
    public List<Check> refusals() {
      return checks.stream().filter(Check::refuses).toList();
    }
  }

  /**
   * Prepares the questions.
   *
   * @param host the files of the host
   * @param architecture the kernel's name of the processor architecture
   * @param object reads the object, or throws
   * @param libbpf loads libbpf, or throws
   */
  public HostProbe(
      HostFiles host, String architecture, Supplier<ObjectFile> object, Supplier<BpfCalls> libbpf) {
    this.host = host;
    this.architecture = architecture;
    this.object = object;
    this.libbpf = libbpf;
  }

  /** Asks the host, the object and libbpf. */
  public Answers askAll() {
    var answers = askHost();
    var checks = new ArrayList<>(answers.checks());
    checks.add(objectCheck());
    checks.addAll(new LibbpfCheck(libbpf).run());
    var lockdown = new LockdownProbe(libbpf);
    var known = List.copyOf(checks);
    checks.replaceAll(check -> isOpenLockdown(check) ? lockdown.answer(known, check) : check);
    return new Answers(checks, answers.kernel());
  }

  private static boolean isOpenLockdown(Check check) {
    return check.id().equals(KernelChecks.LOCKDOWN_ID) && check.verdict() == Check.Verdict.UNKNOWN;
  }

  /** Asks the host alone: files of /sys and /proc. */
  public Answers askHost() {
    var process = new ProcessChecks(host, architecture);
    var kernel = new KernelChecks(host);
    var btf = new BtfChecks(host, neededFunctions());
    var checks = new ArrayList<Check>();
    checks.add(process.architecture());
    checks.add(kernel.version());
    checks.addAll(btf.run());
    checks.add(new AttachedSchedulerCheck(host).run());
    checks.add(process.capabilities());
    checks.add(process.userNamespace());
    checks.add(kernel.lockdown());
    checks.add(kernel.isolatedCpus());
    checks.add(kernel.cgroups());
    checks.add(process.cLibrary());
    return new Answers(checks, btf.kernel());
  }

  /** Returns the name of the scheduler in charge; empty if there is none or it cannot be told. */
  public Optional<String> schedulerInCharge() {
    var state = new SchedExtState(host);
    return state
        .state()
        .filter(now -> !now.equals(SchedExtState.DISABLED))
        .flatMap(unused -> state.attachedName());
  }

  /**
   * Asks the kernel's types what its sched_ext offers.
   *
   * @return a level, such as {@code FL2}; {@code none} without sched_ext; empty if they cannot be read
   */
  public Optional<String> featureLevel() {
    var btf = new BtfChecks(host, Set.of());
    var unused = btf.run();
    return btf.kernel()
        .map(kernel -> kernel.hasSchedExt() ? FeatureLevel.of(kernel).name() : NO_SCHED_EXT);
  }

  private Set<String> neededFunctions() {
    try {
      return object.get().elf().requiredSymbols();
    } catch (ObjectFileException e) {
      // The object has a check of its own.
      return Set.of();
    }
  }

  private Check objectCheck() {
    var id = "scheduler-object";
    try {
      return Check.supported(id, "whole: " + object.get().origin());
    } catch (ObjectFileException e) {
      return Check.unsupported(
          id, e.finding(), "reinstall temper-bpf-native, or correct temper.bpf.object");
    }
  }
}
