package io.temper.lab.kernel;

import io.temper.lab.LabException;
import io.temper.lab.debian.DebianPackage;
import io.temper.lab.debian.DebianVersion;
import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import io.temper.lab.host.Progress;
import io.temper.lab.host.Resources;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The oldest kernel that Temper supports, 6.12: built from Debian's source package with sched_ext
 * on, because Debian's own build of it has sched_ext off. Takes some eleven minutes on two cores.
 */
final class FloorKernel {
  static final String PACKAGE = "linux-source-6.12";

  private static final Duration TIMEOUT = Duration.ofMinutes(60);

  /** A file that must exist, and the Debian package that brings it. */
  private static final Map<String, String> NEEDS = Map.of(
      "gcc", "gcc",
      "make", "make",
      "flex", "flex",
      "bison", "bison",
      "bc", "bc",
      "pahole", "pahole",
      "xz", "xz-utils",
      "/usr/include/gelf.h", "libelf-dev",
      "/usr/include/openssl/ssl.h", "libssl-dev");

  private FloorKernel() {}

  static Optional<KernelOffer> offer(DebianPackage found) {
    if (!found.name().equals(PACKAGE)) {
      return Optional.empty();
    }
    DebianVersion version = found.version();
    return KernelVersion.parse(version.text())
        .map(parsed -> new KernelOffer(
            parsed + "-scx",
            parsed,
            KernelOrigin.SOURCE,
            version.text(),
            found.suite(),
            List.of(PACKAGE),
            Optional.empty()));
  }

  /**
   * Builds the kernel.
   *
   * @param unpacked the unpacked source package
   * @param folder receives {@code vmlinuz} and {@code config}
   * @param progress where it is told that this takes long
   * @throws Exception if a tool is missing and cannot be installed, or the build fails
   */
  static void build(Path unpacked, Path folder, Progress progress) throws Exception {
    requireTools(progress);
    Path script = folder.resolve("build.sh");
    Files.write(script, Resources.bytes("kernel/build-floor.sh"));
    Path work = Files.createDirectories(folder.resolve("work"));
    var argv = List.of(
        "bash",
        script.toString(),
        source(unpacked).toString(),
        folder.toString(),
        String.valueOf(Runtime.getRuntime().availableProcessors()));
    progress.step(
        "building kernel 6.12 (about 11 minutes on 2 cores)",
        () -> new HostCommand(argv, work, TIMEOUT).run());
    Folders.delete(work);
    Files.delete(script);
  }

  private static void requireTools(Progress progress) throws Exception {
    List<String> missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    if (!"root".equals(System.getProperty("user.name")) || !onPath("apt-get")) {
      throw new LabException("building kernel 6.12 needs more tools; on Debian: apt-get install "
          + String.join(" ", missing)
          + "; or put a prebuilt one into "
          + SeedKernels.VARIABLE
          + " (docs/lab.md)");
    }
    progress.step("installing " + String.join(" ", missing), () -> {
      Path root = Path.of("/");
      HostCommand.in(root, List.of("apt-get", "-qq", "update")).run();
      var install =
          new ArrayList<>(List.of("apt-get", "-qqy", "install", "--no-install-recommends"));
      install.addAll(missing);
      return HostCommand.in(root, install).run();
    });
  }

  private static List<String> missing() {
    return NEEDS.entrySet().stream()
        .filter(need -> !(need.getKey().startsWith("/") ? exists(need) : onPath(need.getKey())))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  private static boolean exists(Map.Entry<String, String> need) {
    return Files.exists(Path.of(need.getKey()));
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Path source(Path unpacked) {
    Path archive = unpacked.resolve("usr/src/" + PACKAGE + ".tar.xz");
    if (!Files.isReadable(archive)) {
      throw new LabException("the package " + PACKAGE + " holds no " + archive.getFileName());
    }
    return archive;
  }
}
