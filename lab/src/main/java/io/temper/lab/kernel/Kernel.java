package io.temper.lab.kernel;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A kernel that lies in the cache, ready to boot.
 *
 * @param release its full name
 * @param version its version
 * @param packageVersion the version of the Debian package it came from, or the word "prebuilt"
 * @param suite the Debian release it came from; empty for a prebuilt one
 * @param folder the cache entry: {@code vmlinuz}, {@code config} and {@code modules/}
 */
public record Kernel(
    String release, KernelVersion version, String packageVersion, String suite, Path folder) {
  private static final String FACTS = "kernel.properties";

  /**
   * Returns the image to boot.
   *
   * @return a compressed kernel
   */
  public Path image() {
    return folder.resolve("vmlinuz");
  }

  /**
   * Returns the modules that the guest loads before it mounts its root.
   *
   * @return uncompressed modules in the order to load them; empty if all is built in
   */
  public List<Path> modules() {
    return Folders.list(folder.resolve("modules"));
  }

  /**
   * Returns how it was built.
   *
   * @return its configuration
   */
  public KernelConfiguration configuration() {
    return KernelConfiguration.read(folder.resolve("config"));
  }

  static Optional<Kernel> read(Path folder) {
    Path facts = folder.resolve(FACTS);
    if (!Files.isReadable(facts)) {
      return Optional.empty();
    }
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(facts)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new LabException("cannot read " + facts + ": " + e, e);
    }
    String release = properties.getProperty("release", "");
    return KernelVersion.parse(release)
        .map(version -> new Kernel(
            release,
            version,
            properties.getProperty("packageVersion", ""),
            properties.getProperty("suite", ""),
            folder));
  }

  static void writeFacts(KernelOffer offer, Path folder) throws IOException {
    Files.write(
        folder.resolve(FACTS),
        List.of(
            "release=" + offer.release(),
            "packageVersion=" + offer.packageVersion(),
            "suite=" + offer.suite()));
  }
}
