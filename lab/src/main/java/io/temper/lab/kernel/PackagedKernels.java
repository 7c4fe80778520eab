package io.temper.lab.kernel;

import io.temper.lab.debian.DebianPackage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the kernels among Debian's packages. Up to 6.18 one package {@code linux-image-RELEASE}
 * holds all; from 6.19 on it is empty and {@code linux-binary-}, {@code linux-modules-} and {@code
 * linux-base-RELEASE} hold the image, the modules and the configuration.
 */
public final class PackagedKernels {
  private static final Pattern IMAGE =
      Pattern.compile("linux-image-(?<release>\\d+\\.\\d+\\.\\d+\\+deb\\d+-cloud-amd64)");
  private static final List<String> PARTS =
      List.of("linux-binary-", "linux-modules-", "linux-base-");
  private static final KernelVersion FIRST_PACKAGED = new KernelVersion(6, 16, 0);
  private static final KernelVersion FIRST_SPLIT = new KernelVersion(6, 19, 0);

  private PackagedKernels() {}

  /**
   * Returns whether a package has to do with kernels that the lab can boot or build.
   *
   * @param name a package's name
   * @return true if {@link #find} looks at it
   */
  public static boolean relevant(String name) {
    return name.equals(FloorKernel.PACKAGE)
        || IMAGE.matcher(name).matches()
        || (name.endsWith("-cloud-amd64") && PARTS.stream().anyMatch(name::startsWith));
  }

  /**
   * Finds the kernels.
   *
   * @param packages what the archive has
   * @return one offer per release, and one for the floor; kernels before 6.16 are left out, since
   *     Debian builds those without sched_ext, and so are those of which the archive lacks a part: of
   *     superseded ones it may keep the image without its modules
   */
  public static List<KernelOffer> find(List<DebianPackage> packages) {
    Map<String, DebianPackage> best = new HashMap<>();
    for (DebianPackage candidate : packages) {
      best.merge(candidate.name(), candidate, PackagedKernels::newer);
    }
    var offers = new ArrayList<KernelOffer>();
    for (DebianPackage found : best.values()) {
      FloorKernel.offer(found).or(() -> packaged(found, best)).ifPresent(offers::add);
    }
    offers.sort(KernelOffer.BY_VERSION);
    return offers;
  }

  private static DebianPackage newer(DebianPackage a, DebianPackage b) {
    return Comparator.comparing(DebianPackage::version).compare(a, b) >= 0 ? a : b;
  }

  private static Optional<KernelOffer> packaged(
      DebianPackage found, Map<String, DebianPackage> all) {
    Matcher matcher = IMAGE.matcher(found.name());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String release = matcher.group("release");
    List<String> parts = PARTS.stream().map(part -> part + release).toList();
    boolean split = parts.stream().allMatch(all::containsKey);
    return KernelVersion.parse(release)
        .filter(version -> version.compareTo(FIRST_PACKAGED) >= 0)
        .filter(version -> split || version.compareTo(FIRST_SPLIT) < 0)
        .map(version -> new KernelOffer(
            release,
            version,
            KernelOrigin.PACKAGE,
            found.version().text(),
            found.suite(),
            split ? parts : List.of(found.name()),
            Optional.empty()));
  }
}
