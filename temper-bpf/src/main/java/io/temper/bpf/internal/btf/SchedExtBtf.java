package io.temper.bpf.internal.btf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a kernel's BTF says about sched_ext.
 *
 * @param operations the members of {@code struct sched_ext_ops}; empty if there is no such struct
 * @param kernelFunctions the names of its functions {@code scx_bpf_*}
 * @param malformed those of them whose prototype shows the hidden parameter {@code aux}: a kernel
 *     from 7.1 on, built with a pahole too old for it, loads no sched_ext scheduler at all
 * @param opsFlags the enumerators of {@code enum scx_ops_flags}
 * @param wideEnumerators whether 64-bit enumerators are whole; without it libbpf would compute with
 *     truncated queue ids
 * @param attachesItself whether a thread of the kernel's own puts a scheduler in charge; before Linux
 *     7.0 it is the caller's, which ordinary threads that never sleep can keep from ending that
 */
public record SchedExtBtf(
    List<String> operations,
    Set<String> kernelFunctions,
    Set<String> malformed,
    Map<String, Long> opsFlags,
    boolean wideEnumerators,
    boolean attachesItself) {

  private static final String HIDDEN_PARAMETER = "aux";
  private static final String IMPLEMENTATION_SUFFIX = "_impl";

  /** Copies the collections. */
  public SchedExtBtf {
    operations = List.copyOf(operations);
    kernelFunctions = Set.copyOf(kernelFunctions);
    malformed = Set.copyOf(malformed);
    opsFlags = Map.copyOf(opsFlags);
  }

  /**
   * Asks {@code btf} all that the loader wants to know.
   *
   * @throws BtfFormatException if it is malformed
   */
  public static SchedExtBtf of(Btf btf) {
    var functions = btf.functions("scx_bpf_");
    return new SchedExtBtf(
        btf.structMembers("sched_ext_ops").orElse(List.of()),
        functions.keySet(),
        malformed(functions),
        opsFlags(btf),
        queueIdsAreWide(btf),
        btf.structMembers("scx_enable_cmd").isPresent());
  }

  /** Returns whether the kernel has sched_ext. */
  public boolean hasSchedExt() {
    return !operations.isEmpty();
  }

  private static Set<String> malformed(Map<String, List<String>> functions) {
    var names = new TreeSet<String>();
    functions.forEach((name, parameters) -> {
      if (!name.endsWith(IMPLEMENTATION_SUFFIX) && parameters.contains(HIDDEN_PARAMETER)) {
        names.add(name);
      }
    });
    return names;
  }

  private static Map<String, Long> opsFlags(Btf btf) {
    return btf.enumerations("SCX_OPS_ENQ_LAST").stream()
        .filter(e -> e.name().equals("scx_ops_flags"))
        .findFirst()
        .map(Btf.Enumeration::values)
        .orElse(Map.of());
  }

  private static boolean queueIdsAreWide(Btf btf) {
    return btf.enumerations("SCX_DSQ_LOCAL").stream()
        .filter(e -> e.name().equals("scx_dsq_id_flags"))
        .anyMatch(Btf.Enumeration::wide);
  }
}
