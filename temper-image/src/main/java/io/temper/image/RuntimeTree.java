package io.temper.image;

import io.temper.lab.debian.Apt;
import io.temper.lab.debian.Deb;
import io.temper.lab.debian.DebianMirror;
import io.temper.lab.host.HostCommand;
import io.temper.lab.host.LabCache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The layer of the Java runtime: the modules that the agent uses, of the JDK that runs this. */
final class RuntimeTree {
  /** Where it lies, below the root. */
  static final String PLACE = "opt/temper/runtime";

  /** The modules that the agent uses; a test compares them with what its classes refer to. */
  static final List<String> MODULES = List.of(
      "java.base",
      "java.logging",
      "java.management",
      "java.net.http",
      "java.xml",
      // Certificates with keys on elliptic curves, which API servers have.
      "jdk.crypto.ec",
      "jdk.management",
      "jdk.net",
      "jdk.unsupported");

  private static final String FEATURE = String.valueOf(Runtime.version().feature());

  private final LabCache cache;
  private final Architecture architecture;

  RuntimeTree(LabCache cache, Architecture architecture) {
    this.cache = cache;
    this.architecture = architecture;
  }

  /**
   * Returns the modules to link.
   *
   * @param given a folder of modules for this architecture; empty for the JDK's own or Debian's
   * @return a module path, empty for the JDK's own; nothing if there are no modules
   */
  Optional<String> modules(String given) {
    if (!given.isEmpty()) {
      return Optional.of(given);
    }
    if (Architecture.ofThisJvm().equals(Optional.of(architecture))) {
      return Optional.of("");
    }
    return isDebians() ? Optional.of(debiansModules().toString()) : Optional.empty();
  }

  /** Fills the folder of the layer. */
  void make(Path tree, String modules) throws IOException {
    Path runtime = tree.resolve(PLACE);
    Files.createDirectories(runtime.getParent());
    link(modules, runtime);
    // A second program would be a second way in.
    Files.deleteIfExists(runtime.resolve("bin/keytool"));
  }

  private static void link(String modules, Path runtime) {
    var arguments = new ArrayList<String>();
    if (!modules.isEmpty()) {
      arguments.addAll(List.of("--module-path", modules));
    }
    arguments.addAll(List.of(
        "--add-modules",
        String.join(",", MODULES),
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        // Both write classes whose content differs from run to run on JDK 17. A class archive holds
        // what they save.
        "--disable-plugin",
        "generate-jli-classes",
        "--disable-plugin",
        "system-modules",
        "--output",
        runtime.toString()));
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    ToolProvider jlink = ToolProvider.findFirst("jlink")
        .orElseThrow(() -> new ImageException("this Java has no jlink: build with a whole JDK"));
    if (jlink.run(out, out, arguments.toArray(String[]::new)) != 0) {
      throw new ImageException(
          "jlink " + String.join(" ", arguments) + ": " + said.toString(StandardCharsets.UTF_8));
    }
  }

  private static boolean isDebians() {
    return System.getProperty("java.runtime.version", "").contains("Debian");
  }

  private Path debiansModules() {
    String name = "openjdk-" + FEATURE + "-jdk-headless";
    Path folder = cache.entry("image-jmods-" + architecture.oci() + "-" + FEATURE, entry -> {
      var apt = new Apt(
          cache.root().resolve("apt-jmods-" + architecture.oci()),
          () -> DebianMirror.find(System.getenv(), Path.of("/")),
          List.of(debianRelease()),
          architecture.oci());
      apt.update();
      List<Path> debs = apt.download(List.of(name), entry);
      Path unpacked = Files.createDirectories(entry.resolve("unpacked"));
      Deb.unpack(debs, unpacked);
      HostCommand.in(
              entry,
              List.of(
                  "mv",
                  unpacked
                      .resolve("usr/lib/jvm/java-" + FEATURE + "-openjdk-" + architecture.oci()
                          + "/jmods")
                      .toString(),
                  "jmods"))
          .run();
      HostCommand.in(entry, List.of("rm", "-r", unpacked.toString(), debs.get(0).toString()))
          .run();
    });
    return folder.resolve("jmods");
  }

  /** The release whose Java this is. */
  private static String debianRelease() {
    try (Stream<String> lines = Files.lines(Path.of("/etc/os-release"))) {
      return lines
          .filter(line -> line.startsWith("VERSION_CODENAME="))
          .map(line -> line.substring(line.indexOf('=') + 1))
          .findFirst()
          .orElse("stable");
    } catch (IOException e) {
      throw new ImageException("cannot read /etc/os-release: " + e, e);
    }
  }
}
