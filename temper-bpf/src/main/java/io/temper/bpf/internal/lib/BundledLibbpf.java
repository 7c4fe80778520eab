package io.temper.bpf.internal.lib;

import io.temper.bpf.LibbpfChoice;
import io.temper.bpf.LibbpfUnavailableException;
import io.temper.bpf.internal.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Unpacks the libbpf that comes with the library. Each JVM unpacks into a fresh directory of its own
 * (mode 0700), whose name carries the version, and removes it once the linker has the files: so two
 * JVMs never meet, and neither a stale file nor one that somebody else put there can be loaded.
 */
final class BundledLibbpf {
  /** Where to unpack to, for hosts whose temporary directory is mounted noexec. */
  static final String DIRECTORY_PROPERTY = "temper.native.dir";

  static final String LIBRARY = "libbpf.so.1";
  private static final LibbpfChoice CHOICE = new LibbpfChoice.Bundled();

  private final String resources;

  BundledLibbpf(String architecture) {
    this.resources = resources(architecture);
  }

  /** Returns where in the jar the libraries for an architecture are, by the kernel's name of it. */
  static String resources(String architecture) {
    return "META-INF/temper/native/linux-" + architecture + "/";
  }

  static BundledLibbpf forThisHost() {
    return new BundledLibbpf(Architecture.current());
  }

  /** Unpacked files; closing removes them, which does not disturb who has loaded them. */
  record Unpacked(Path directory, List<Path> files) implements AutoCloseable {

    Path library() {
      return directory.resolve(LIBRARY);
    }

    @Override
    public void close() {
      try {
        for (var file : files) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        // What cannot be removed stays in a directory that only this user can read.
        directory.toFile().deleteOnExit();
      }
    }
  }

  Unpacked unpack() {
    return unpack(sums());
  }

  /** Unpacks the libraries of {@code sums}; whatever goes wrong on the way, nothing is left behind. */
  Unpacked unpack(Map<String, String> sums) {
    var libraries = libraries(sums);
    try {
      var directory = Files.createTempDirectory(base(), prefix(), onlyForMe());
      var unpacked = new Unpacked(directory, new ArrayList<>());
      try {
        for (var library : libraries.entrySet()) {
          var file = directory.resolve(library.getKey());
          unpacked.files().add(file);
          Files.write(file, library.getValue());
        }
      } catch (IOException | RuntimeException e) {
        unpacked.close();
        throw e;
      }
      return unpacked;
    } catch (IOException e) {
      throw new LibbpfUnavailableException(
          CHOICE,
          "it cannot be unpacked into " + base() + " (" + e.getMessage() + "); name a writable"
              + " directory with -D" + DIRECTORY_PROPERTY + "=DIR, or " + NativeFolder.REMEDY,
          e);
    }
  }

  /**
   * Returns what libbpf is made of: itself and what it needs.
   *
   * @return contents by file name, each with the checksum that it was built with
   */
  Map<String, byte[]> libraries() {
    return libraries(sums());
  }

  private Map<String, byte[]> libraries(Map<String, String> sums) {
    var libraries = new LinkedHashMap<String, byte[]>();
    sums.forEach((name, sum) -> {
      if (name.contains(".so")) {
        libraries.put(name, verified(name, sum));
      }
    });
    return libraries;
  }

  private byte[] verified(String name, String sum) {
    var bytes = Checksums.resource(resources + name).orElseThrow(() -> missing(resources + name));
    if (!Checksums.sha256(bytes).equals(sum)) {
      throw new LibbpfUnavailableException(
          CHOICE, "the SHA-256 of " + name + " is not the one it was built with; reinstall", null);
    }
    return bytes;
  }

  private Map<String, String> sums() {
    return Checksums.resource(resources + "SHA256SUMS")
        .map(Checksums::parse)
        .orElseThrow(() -> missing(resources + "SHA256SUMS"));
  }

  private String prefix() {
    var version = Checksums.resource(resources + "VERSION")
        .map(bytes -> Checksums.text(bytes).strip())
        .orElse("unversioned");
    return "temper-libbpf-" + version + "-";
  }

  private static Path base() {
    var directory = System.getProperty(DIRECTORY_PROPERTY);
    return Path.of(directory != null ? directory : System.getProperty("java.io.tmpdir", "/tmp"));
  }

  private static FileAttribute<?> onlyForMe() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  }

  private static LibbpfUnavailableException missing(String resource) {
    return new LibbpfUnavailableException(
        CHOICE,
        "the resource " + resource + " is not on the class path; add temper-bpf-native, or choose"
            + " another libbpf with -D" + LibbpfChoice.PROPERTY + "=system",
        null);
  }
}
