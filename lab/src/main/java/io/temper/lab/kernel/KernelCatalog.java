package io.temper.lab.kernel;

import io.temper.lab.LabException;
import io.temper.lab.debian.Apt;
import io.temper.lab.debian.DebianPackage;
import io.temper.lab.debian.PackageIndex;
import io.temper.lab.host.LabCache;
import io.temper.lab.host.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Knows which kernels can be brought into the cache: Debian's packages and the user's own. */
public final class KernelCatalog {
  /** The Debian releases that carry kernels with sched_ext, and the floor's source. */
  public static final List<String> SUITES = List.of("trixie", "trixie-backports", "forky", "sid");

  private static final Duration FRESH = Duration.ofHours(24);

  private final Apt apt;
  private final LabCache cache;
  private final Map<String, String> environment;
  private final Progress progress;

  /**
   * Creates a catalogue.
   *
   * @param apt knows {@link #SUITES}
   * @param cache its lock guards the index
   * @param environment names the folder of the user's own kernels
   * @param progress where fetching the index is told
   */
  public KernelCatalog(
      Apt apt, LabCache cache, Map<String, String> environment, Progress progress) {
    this.apt = apt;
    this.cache = cache;
    this.environment = Map.copyOf(environment);
    this.progress = progress;
  }

  /**
   * Returns all kernels that can be had. The package index is fetched if there is none that is
   * younger than a day; if that fails, an older one will do, and the reason is told.
   *
   * @return the offers, oldest version first
   */
  public List<KernelOffer> offers() {
    cache.locked("apt-kernels", () -> freshen());
    List<DebianPackage> packages = PackageIndex.read(apt, PackagedKernels::relevant);
    var offers = new ArrayList<>(PackagedKernels.find(packages));
    offers.addAll(SeedKernels.find(environment));
    offers.sort(KernelOffer.BY_VERSION);
    return offers;
  }

  private boolean freshen() throws Exception {
    boolean any = apt.updated().isPresent();
    boolean fresh = apt.updated()
        .filter(at -> at.toInstant().isAfter(Instant.now().minus(FRESH)))
        .isPresent();
    if (fresh) {
      return true;
    }
    try {
      progress.step("fetching the list of kernels", () -> {
        apt.update();
        return true;
      });
      return true;
    } catch (LabException e) {
      if (!any) {
        throw e;
      }
      progress.say("keeping the old list of kernels: " + e.getMessage());
      return false;
    }
  }
}
