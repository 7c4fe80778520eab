package io.temper.image;

import io.temper.lab.debian.Apt;
import io.temper.lab.debian.Deb;
import io.temper.lab.debian.DebianMirror;
import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import io.temper.lab.host.LabCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lowest layer: the C library and the few others that a JVM needs, as Debian builds them, and nothing
 * that could be run but the dynamic loader. The packages are fetched once and kept in the cache of the lab.
 */
final class BaseTree {
  /** Where scanners look for the packages of an image that has no package manager. */
  static final String PACKAGES = "var/lib/dpkg/status.d";

  private static final String SUITE = "trixie";
  private static final List<String> DEBIAN_PACKAGES =
      List.of("base-files", "gcc-14-base", "libc6", "libgcc-s1", "libstdc++6", "zlib1g");
  private static final Pattern LIBRARY = Pattern.compile(
      "lib(c|m|dl|pthread|rt|resolv|nss_dns|nss_files|gcc_s|stdc\\+\\+|z)\\.so\\.\\d+");

  private final LabCache cache;
  private final Architecture architecture;

  BaseTree(LabCache cache, Architecture architecture) {
    this.cache = cache;
    this.architecture = architecture;
  }

  /** Fills the folder of the layer. */
  void make(Path tree) throws IOException {
    Path debs = cache.entry(
        "image-base-" + architecture.oci() + "-" + LabCache.hash(SUITE + DEBIAN_PACKAGES),
        folder -> {
          var apt = apt();
          apt.update();
          apt.download(DEBIAN_PACKAGES, folder);
        });
    Path unpacked = Files.createDirectories(tree.resolveSibling("debian"));
    // Sorted by name, base-files comes first, as it must.
    Deb.unpack(Folders.list(debs), unpacked);
    for (Path deb : Folders.list(debs)) {
      Files.writeString(
          Files.createDirectories(tree.resolve(PACKAGES)).resolve(Deb.name(deb)),
          control(debs, deb));
      copy(unpacked, tree, "usr/share/doc/" + Deb.name(deb) + "/copyright");
    }
    copyLibraries(unpacked, tree);
    copy(unpacked, tree, "usr/lib/os-release", "etc/os-release");
    Folders.delete(unpacked);
    furnish(tree);
  }

  private Apt apt() {
    return new Apt(
        cache.root().resolve("apt-image-" + architecture.oci()),
        () -> DebianMirror.find(System.getenv(), Path.of("/")),
        List.of(SUITE),
        architecture.oci());
  }

  /** Each as a file of its own under the name that programs ask for: a layer of ours has no links. */
  private void copyLibraries(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from.resolve(architecture.libraries()))) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (LIBRARY.matcher(name).matches()) {
          copy(from, to, architecture.libraries() + "/" + name);
        }
      }
    }
    String loader = String.valueOf(Path.of(architecture.loader()).getFileName());
    copy(from, to, architecture.libraries() + "/" + loader, architecture.loader());
  }

  private static void furnish(Path tree) throws IOException {
    // Where a runtime and the pod mount something; a root file system that cannot be written to has
    // to have it.
    for (String mountPoint :
        List.of("dev", "etc/temper", "proc", "run/temper", "sys", "tmp", "var/lib/temper")) {
      Files.createDirectories(tree.resolve(mountPoint));
    }
    Path etc = tree.resolve("etc");
    Files.writeString(etc.resolve("passwd"), """
        root:x:0:0:root:/:/nonexistent
        temper:x:65532:65532:temper:/:/nonexistent
        """);
    Files.writeString(etc.resolve("group"), """
        root:x:0:
        temper:x:65532:
        """);
    Files.writeString(etc.resolve("nsswitch.conf"), """
        passwd: files
        group: files
        hosts: files dns
        """);
  }

  private static String control(Path folder, Path deb) {
    return HostCommand.in(folder, List.of("dpkg-deb", "-f", deb.toString())).run();
  }

  private static void copy(Path from, Path to, String path) throws IOException {
    copy(from, to, path, path);
  }

  private static void copy(Path from, Path to, String path, String as) throws IOException {
    Path target = to.resolve(as);
    Files.createDirectories(target.getParent());
    Files.copy(from.resolve(path), target);
  }
}
