package io.temper.bpf.internal.probe;

import io.temper.bpf.Check;
import io.temper.bpf.internal.btf.Btf;
import io.temper.bpf.internal.btf.BtfFormatException;
import io.temper.bpf.internal.btf.FeatureLevel;
import io.temper.bpf.internal.btf.SchedExtBtf;
import io.temper.bpf.internal.probe.HostFiles.UnreadableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Questions that the kernel's own type information answers. It is read once. */
final class BtfChecks {
  private static final String BTF = "sys/kernel/btf/vmlinux";
  private static final String SYSFS = "sys/kernel/sched_ext";
  private static final String ID_BTF = "kernel-btf";
  private static final String ID_SCHED_EXT = "sched-ext";
  private static final String ID_FUNCTIONS = "kernel-functions";
  private static final String ID_MALFORMED = "kernel-function-types";
  private static final String ID_ENUMERATORS = "kernel-enumerators";

  /** Per purpose, the names that a function had over time; one of each is needed. */
  private static final List<Set<String>> RENAMED = List.of(
      Set.of("scx_bpf_dsq_insert", "scx_bpf_dispatch"),
      Set.of("scx_bpf_dsq_insert_vtime", "scx_bpf_dispatch_vtime"),
      Set.of("scx_bpf_dsq_move_to_local", "scx_bpf_consume"));

  private final HostFiles host;
  private final Set<String> needed;
  private Optional<SchedExtBtf> found = Optional.empty();

  /** Creates the checks for an object that needs the functions {@code needed}. */
  BtfChecks(HostFiles host, Set<String> needed) {
    this.host = host;
    this.needed = needed;
  }

  /** Returns what the BTF says; empty before {@link #run()}, or if it could not be read. */
  Optional<SchedExtBtf> kernel() {
    return found;
  }

  List<Check> run() {
    try {
      var bytes = host.bytes(BTF);
      if (bytes.isEmpty()) {
        return List.of(Check.unsupported(
            ID_BTF,
            "there is no /" + BTF,
            "boot a kernel with CONFIG_DEBUG_INFO_BTF=y, or mount the host's /sys"));
      }
      return answers(bytes.get());
    } catch (UnreadableException e) {
      return List.of(Check.unknown(ID_BTF, e.reason(), "give this process read access to /" + BTF));
    } catch (BtfFormatException e) {
      return List.of(Check.unsupported(
          ID_BTF,
          "/" + BTF + ": " + e.getMessage(),
          "report it with the kernel's version, or boot another kernel"));
    }
  }

  private List<Check> answers(byte[] bytes) {
    var btf = Btf.parse(ByteBuffer.wrap(bytes));
    var kernel = SchedExtBtf.of(btf);
    found = Optional.of(kernel);
    var checks = new ArrayList<Check>();
    checks.add(Check.supported(ID_BTF, btf.typeCount() + " types"));
    checks.add(schedExt(kernel));
    if (kernel.hasSchedExt()) {
      checks.add(functions(kernel));
      checks.add(prototypes(kernel));
      checks.add(enumerators(kernel));
    }
    return checks;
  }

  private Check schedExt(SchedExtBtf kernel) {
    if (kernel.hasSchedExt() && host.exists(SYSFS)) {
      return Check.supported(
          ID_SCHED_EXT,
          "sched_ext with " + kernel.operations().size() + " operations, feature level "
              + FeatureLevel.of(kernel));
    }
    return Check.unsupported(
        ID_SCHED_EXT,
        kernel.hasSchedExt()
            ? "the kernel knows sched_ext, but there is no /" + SYSFS
            : "this kernel was built without sched_ext",
        kernel.hasSchedExt()
            ? "mount the host's /sys"
            : "boot a kernel with CONFIG_SCHED_CLASS_EXT=y, " + KernelVersion.FLOOR + " or newer");
  }

  private Check functions(SchedExtBtf kernel) {
    var missing = new TreeSet<String>();
    needed.stream()
        .filter(name -> name.startsWith("scx_bpf_"))
        .filter(name -> !kernel.kernelFunctions().contains(name))
        .forEach(missing::add);
    RENAMED.stream()
        .filter(names -> names.stream().noneMatch(kernel.kernelFunctions()::contains))
        .flatMap(Stream::of)
        .forEach(names -> missing.add(String.join(" or ", new TreeSet<>(names))));
    return missing.isEmpty()
        ? Check.supported(ID_FUNCTIONS, "all kernel functions that the scheduler calls are there")
        : Check.unsupported(
            ID_FUNCTIONS,
            "the kernel lacks " + String.join(", ", missing),
            "use a release of Temper that knows this kernel, or another kernel");
  }

  private Check prototypes(SchedExtBtf kernel) {
    return kernel.malformed().isEmpty()
        ? Check.supported(ID_MALFORMED, "the kernel's functions are described as they are")
        : Check.unsupported(
            ID_MALFORMED,
            "the kernel was built with a pahole too old for it: "
                + String.join(", ", new TreeSet<>(kernel.malformed()))
                + " show a hidden parameter, so no sched_ext scheduler loads",
            "install another build of this kernel (made with pahole 1.31 or newer)");
  }

  private Check enumerators(SchedExtBtf kernel) {
    return kernel.wideEnumerators()
        ? Check.supported(ID_ENUMERATORS, "64-bit constants are whole")
        : Check.unsupported(
            ID_ENUMERATORS,
            "the kernel's BTF has no 64-bit enumerators, so queue ids would be cut off",
            "boot a kernel whose BTF was built without --skip_encoding_btf_enum64");
  }
}
