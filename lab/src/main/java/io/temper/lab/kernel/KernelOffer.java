package io.temper.lab.kernel;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A kernel that can be brought into the cache.
 *
 * @param release its full name, as {@code uname -r} prints it or nearly so
 * @param version its version
 * @param origin where it comes from
 * @param packageVersion the version of the Debian package, or the word "prebuilt"
 * @param suite the Debian release that has it; empty for a prebuilt one
 * @param packages the packages to fetch, all of them; empty for a prebuilt one
 * @param seed the prebuilt image; present only for {@link KernelOrigin#SEED}
 */
public record KernelOffer(
    String release,
    KernelVersion version,
    KernelOrigin origin,
    String packageVersion,
    String suite,
    List<String> packages,
    Optional<Path> seed) {
  /** The better of two offers comes last: the newer version, and among equals the quicker way. */
  public static final Comparator<KernelOffer> BY_VERSION = Comparator.comparing(
          KernelOffer::version)
      .thenComparing(offer -> offer.origin() == KernelOrigin.SOURCE ? 0 : 1)
      .thenComparing(KernelOffer::release);

  /** Copies. */
  public KernelOffer {
    packages = List.copyOf(packages);
  }

  static KernelOffer ofSeed(String release, KernelVersion version, Path image) {
    return new KernelOffer(
        release, version, KernelOrigin.SEED, "prebuilt", "", List.of(), Optional.of(image));
  }
}
