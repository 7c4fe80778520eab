package io.temper.bpf.internal.run;

import io.temper.bpf.Check;
import io.temper.bpf.UnsupportedKernelException;
import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.DelayCodec;
import io.temper.bpf.internal.object.ObjectFile;
import io.temper.bpf.internal.object.OpenBpfObject;
import java.util.List;
import java.util.Map;

/**
 * What is set between open and load: the programs' constants and the fields of the struct_ops map.
 * The number of CPU hotplug events is not: it is for schedulers that cannot live with one, and made
 * attaching fail when a CPU came or went on the way.
 *
 * @param room for how much queues are made
 * @param tickNanos length of a tick; 0 if unknown
 * @param faultInjection whether tests may make the scheduler end
 * @param exitDumpBytes how much the kernel may dump at an error
 * @param watchdogMillis how long a runnable thread may wait before the kernel ends the scheduler
 * @param kernelFlags the kernel's {@code enum scx_ops_flags}
 */
public record Tuning(
    Publisher.Room room,
    long tickNanos,
    boolean faultInjection,
    int exitDumpBytes,
    int watchdogMillis,
    Map<String, Long> kernelFlags) {
  private static final String RODATA = ".rodata";
  private static final String OPS_MAP = "temper_ops";
  private static final String OPS = "ops";

  /** Copies the map. */
  public Tuning {
    kernelFlags = Map.copyOf(kernelFlags);
  }

  /** Writes all of it. */
  public void apply(ObjectFile file, OpenBpfObject object) {
    applyConstants(file, object);
    applyOperations(file.abi(), object);
    object.setMaxEntries("cpu_stats", room.cpus());
    object.setMaxEntries("layer_delays", DelayCodec.entries(room.cpus(), room.layers()));
  }

  private void applyConstants(ObjectFile file, OpenBpfObject object) {
    var abi = file.abi();
    long base = file.global("temper_rodata").offset();
    var rodata = object.shadow(RODATA);
    rodata.putInt(base + abi.offsetOf("t_rodata", "nr_cpus"), room.cpus());
    rodata.putInt(base + abi.offsetOf("t_rodata", "nr_domains"), room.domains());
    rodata.putInt(base + abi.offsetOf("t_rodata", "nr_layer_queues"), room.layers());
    rodata.putInt(base + abi.offsetOf("t_rodata", "debug_enabled"), faultInjection ? 1 : 0);
    rodata.putLong(base + abi.offsetOf("t_rodata", "tick_ns"), tickNanos);
  }

  private void applyOperations(Abi abi, OpenBpfObject object) {
    var ops = object.shadow(OPS_MAP);
    ops.putLong(abi.offsetOf(OPS, "flags"), flags(abi));
    ops.putInt(abi.offsetOf(OPS, "exit_dump_len"), exitDumpBytes);
    ops.putInt(abi.offsetOf(OPS, "timeout_ms"), watchdogMillis);
  }

  /** Unknown bits make the kernel refuse, so a flag is set only where its BTF has it. */
  private long flags(Abi abi) {
    long flags = 0;
    for (var name : abi.names("ops.flags.required")) {
      flags |= requireFlag(name);
    }
    for (var name : abi.names("ops.flags.optional")) {
      flags |= kernelFlags.getOrDefault(name, 0L);
    }
    return flags;
  }

  private long requireFlag(String name) {
    var value = kernelFlags.get(name);
    if (value == null) {
      throw new UnsupportedKernelException(
          List.of(Check.unsupported(
              "kernel-enumerators",
              "this kernel's BTF has no " + name,
              "use a release of Temper that knows this kernel, or another kernel")),
          null);
    }
    return value;
  }
}
