package io.temper.lab.vm;

import java.util.List;
import java.util.stream.Stream;

/** What executes the guest's instructions. */
public enum Accelerator {
  /** The host's CPUs themselves. */
  KVM,
  /** Translation to the host's instructions, one host thread per virtual CPU, in real time. */
  TCG,
  /**
   * Translation in one thread, with a clock that counts instructions: a busy host does not disturb
   * latencies. Virtual CPUs take turns, so compare schedulers on one or two of them only.
   */
  ICOUNT;

  /** Page tables of five levels only make each emulated walk longer. */
  private static final List<String> EMULATED_CPU = List.of("-cpu", "max,la57=off");

  /** Returns the options that make QEMU use it. */
  List<String> options() {
    return switch (this) {
      case KVM -> List.of("-accel", "kvm", "-cpu", "host");
      case TCG -> with("-accel", "tcg,thread=multi");
      case ICOUNT -> with("-accel", "tcg,thread=single", "-icount", "shift=1,sleep=off,align=off");
    };
  }

  /** Returns what the guest's kernel is to be told about its clock. */
  List<String> kernelArguments() {
    return switch (this) {
      case TCG -> HostTsc.kernelArguments();
      // KVM brings a clock of its own, and counted instructions make a clock that cannot be wrong.
      case KVM, ICOUNT -> List.of();
    };
  }

  private static List<String> with(String... options) {
    return Stream.concat(Stream.of(options), EMULATED_CPU.stream()).toList();
  }
}
