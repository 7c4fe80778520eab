package io.temper.image;

import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The two upper layers: the libraries, Java's and native ones, and Temper itself, from the archive that
 * hosts install. Native libraries lie unpacked, those of this architecture only: the agent of an image
 * unpacks nothing, so it starts on a file system that it may not write to.
 */
final class AgentTree {
  /** Where it lies, below the root. */
  static final String PLACE = "opt/temper";

  /** Where jars lie, below the root. */
  static final String LIB = PLACE + "/lib";

  private static final String NATIVE = PLACE + "/native";
  private static final String OPTIONS = LIB + "/java.options";
  private static final String OURS = "temper-";

  private final Path distribution;
  private final Architecture architecture;

  /**
   * Creates a tree.
   *
   * @param distribution the unpacked archive that hosts install
   * @param architecture of the native libraries
   */
  AgentTree(Path distribution, Architecture architecture) {
    this.distribution = distribution;
    this.architecture = architecture;
  }

  /** Fills the folder of the layer of libraries. */
  void makeLibraries(Path tree) throws IOException {
    Path lib = Files.createDirectories(tree.resolve(LIB));
    for (Path jar : jars()) {
      if (!isOurs(jar)) {
        Files.copy(jar, lib.resolve(jar.getFileName()));
      }
    }
    Path natives = Files.createDirectories(tree.resolve(NATIVE));
    unpack("jna-", "com/sun/jna/" + architecture.jna() + "/", natives);
    unpack(
        "temper-bpf-native-",
        "META-INF/temper/native/linux-" + architecture.kernel() + "/",
        natives);
  }

  /** Fills the folder of the layer of Temper itself, but for what {@link #start} writes. */
  void makeTemper(Path tree) throws IOException {
    Path lib = Files.createDirectories(tree.resolve(LIB));
    for (Path jar : jars()) {
      if (isOurs(jar)) {
        Files.copy(jar, lib.resolve(jar.getFileName()));
      }
    }
    for (String file : List.of("LICENSE", "NOTICE", "etc/temper.toml", "etc/workloads.toml")) {
      Path target = tree.resolve(PLACE).resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(distribution.resolve(file), target);
    }
  }

  /**
   * Writes how it is started, into the same folder.
   *
   * @param tree the folder of the layer
   * @param classArchive the path of a class archive, from the root; empty if there is none
   */
  void start(Path tree, Optional<String> classArchive) throws IOException {
    var options = new ArrayList<>(javaOptions("jvm_options; service_options"));
    classArchive.ifPresent(file -> options.add("-XX:SharedArchiveFile=" + file));
    options.add("-Djna.boot.library.path=/" + NATIVE);
    options.add("-Djna.nounpack=true");
    options.add("-Djna.nosys=true");
    options.add("-Dtemper.libbpf=/" + NATIVE + "/libbpf.so.1");
    options.add("-cp");
    options.add(classPath());
    options.add("io.temper.agent.ScriptMain");
    Files.write(tree.resolve(OPTIONS), options);
    Path script = tree.resolve(PLACE).resolve("bin/temper");
    Files.createDirectories(script.getParent());
    // No shell in the image: the kernel reads this line, and adds the script's path and what the
    // user wrote.
    Files.writeString(script, "#!/" + RuntimeTree.PLACE + "/bin/java @/" + OPTIONS + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Returns the options of every command, as the launcher of an installed tree has them. */
  List<String> jvmOptions() {
    return javaOptions("jvm_options");
  }

  /** Returns the class path of the agent in the image. */
  String classPath() {
    return String.join(
        ":", jars().stream().map(jar -> "/" + LIB + "/" + jar.getFileName()).toList());
  }

  private List<String> javaOptions(String functions) {
    String launcher = distribution.resolve("lib/java.sh").toString();
    return HostCommand.in(distribution, List.of("sh", "-c", ". \"$0\"; " + functions, launcher))
        .run()
        .lines()
        .toList();
  }

  private List<Path> jars() {
    return Folders.list(distribution.resolve("lib")).stream()
        .filter(file -> file.toString().endsWith(".jar"))
        .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName())))
        .toList();
  }

  private static boolean isOurs(Path jar) {
    return String.valueOf(jar.getFileName()).startsWith(OURS);
  }

  private void unpack(String jarName, String folder, Path into) throws IOException {
    Path jar = jars().stream()
        .filter(file -> String.valueOf(file.getFileName()).matches(jarName + "\\d.*"))
        .findFirst()
        .orElseThrow(() -> new ImageException(
            "no " + jarName + "*.jar in " + distribution.resolve("lib") + ": build temper-dist"));
    try (var zip = new ZipFile(jar.toFile());
        Stream<? extends ZipEntry> entries = zip.stream()) {
      for (var entry : entries.toList()) {
        String name = entry.getName();
        if (name.startsWith(folder) && name.contains(".so")) {
          try (var in = zip.getInputStream(entry)) {
            Files.copy(in, into.resolve(name.substring(folder.length())));
          }
        }
      }
    }
  }
}
