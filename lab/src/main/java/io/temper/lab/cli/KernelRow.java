package io.temper.lab.cli;

import io.temper.lab.kernel.Kernel;
import io.temper.lab.kernel.KernelConfiguration;
import io.temper.lab.kernel.KernelOffer;
import io.temper.lab.kernel.KernelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One kernel as the user sees it; the components are the keys of the JSON.
 *
 * @param version as in "6.18.15"
 * @param release its full name
 * @param packageVersion the version of the Debian package
 * @param source the Debian release that has it, "built from" and that, or "prebuilt"
 * @param cached whether it is in the cache
 * @param hz ticks per second; null unless it is in the cache
 * @param preemption its preemption model; null unless it is in the cache
 * @param schedExt whether sched_ext is built in; null unless it is in the cache
 * @param btf whether BTF is built in; null unless it is in the cache
 */
record KernelRow(
    String version,
    String release,
    String packageVersion,
    String source,
    boolean cached,
    @Nullable Integer hz,
    @Nullable String preemption,
    @Nullable Boolean schedExt,
    @Nullable Boolean btf) {

  static List<KernelRow> of(List<KernelOffer> offers, List<Kernel> cached) {
    Map<String, Kernel> unlisted = new HashMap<>();
    cached.forEach(kernel -> unlisted.put(kernel.release(), kernel));
    var rows = new ArrayList<KernelRow>();
    for (KernelOffer offer : offers) {
      rows.add(ofOffer(offer, Optional.ofNullable(unlisted.remove(offer.release()))));
    }
    unlisted.values().forEach(kernel -> rows.add(row(kernel)));
    rows.sort(Comparator.comparing(row -> KernelVersion.parse(row.version()).orElseThrow()));
    return rows;
  }

  private static KernelRow ofOffer(KernelOffer offer, Optional<Kernel> kept) {
    String source =
        switch (offer.origin()) {
          case PACKAGE -> offer.suite();
          case SOURCE -> "built from " + offer.suite();
          case SEED -> "prebuilt";
        };
    return kept.map(kernel -> row(kernel, source))
        .orElseGet(() -> new KernelRow(
            offer.version().toString(),
            offer.release(),
            offer.packageVersion(),
            source,
            false,
            null,
            null,
            null,
            null));
  }

  private static KernelRow row(Kernel kernel) {
    return row(kernel, kernel.suite().isEmpty() ? kernel.packageVersion() : kernel.suite());
  }

  private static KernelRow row(Kernel kernel, String source) {
    KernelConfiguration configuration = kernel.configuration();
    return new KernelRow(
        kernel.version().toString(),
        kernel.release(),
        kernel.packageVersion(),
        source,
        true,
        configuration.hz(),
        configuration.preemption(),
        configuration.schedExt(),
        configuration.btf());
  }
}
