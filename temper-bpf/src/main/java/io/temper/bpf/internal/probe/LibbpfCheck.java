package io.temper.bpf.internal.probe;

import io.temper.bpf.BpfException;
import io.temper.bpf.Check;
import io.temper.bpf.LibbpfUnavailableException;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.MapSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Asks whether libbpf can be loaded, and whether the kernel lets this process use BPF at all. */
final class LibbpfCheck {
  private static final String ID = "libbpf";
  static final String ID_CALL = "bpf-system-call";
  private static final int BPF_MAP_TYPE_ARRAY = 2;

  private final Supplier<BpfCalls> libbpf;

  LibbpfCheck(Supplier<BpfCalls> libbpf) {
    this.libbpf = libbpf;
  }

  List<Check> run() {
    var checks = new ArrayList<Check>();
    try {
      var calls = libbpf.get();
      checks.add(Check.supported(ID, "libbpf " + calls.version()));
      checks.add(systemCall(calls));
    } catch (LibbpfUnavailableException e) {
      checks.add(Check.unsupported(
          ID, String.valueOf(e.getMessage()), "choose another with -Dtemper.libbpf=…"));
    }
    return checks;
  }

  /** Creates a map of a few bytes: what the capabilities promise, seccomp may still refuse. */
  private static Check systemCall(BpfCalls calls) {
    try {
      int fd = calls.createMap(new MapSpec("temper_probe", BPF_MAP_TYPE_ARRAY, 4, 8, 1, 0));
      calls.closeFd(fd);
      return Check.supported(ID_CALL, "this process may create BPF maps");
    } catch (BpfException e) {
      return Check.unsupported(
          ID_CALL,
          "the kernel does not let this process use BPF: " + e.getMessage(),
          "grant CAP_BPF, and allow bpf(2) in the seccomp profile");
    }
  }
}
