package io.temper.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An archive that this build made, read without any tool for images.
 *
 * @param architecture of it
 * @param blobs contents by path in the archive
 */
record BuiltImage(Architecture architecture, Map<String, byte[]> blobs) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path FOLDER = Path.of(System.getProperty("temper.image.folder", "target"));
  private static final String BASE = System.getProperty("temper.image.base", "");
  private static final String VERSION = System.getProperty("temper.image.version", "none");

  /** Reads one, or skips the test and says how to build it. */
  static BuiltImage of(Architecture architecture) throws IOException {
    Path file = file(architecture, ".oci.tar");
    assumeTrue(
        Files.isRegularFile(file),
        () -> "SKIPPED: nobody has looked at the image for " + architecture.oci()
            + ", since it was not built (./mvnw verify -Pimage; for another architecture it needs"
            + " that one's Java modules, docs/image.md)");
    try (var in = Files.newInputStream(file)) {
      return new BuiltImage(
          architecture,
          TarEntry.read(in).stream().collect(Collectors.toMap(TarEntry::name, TarEntry::content)));
    }
  }

  /**
   * Reads one all of whose layers are ours, or skips the test: what a given base brings is for those to say who give it.
   */
  static BuiltImage allOurs(Architecture architecture) throws IOException {
    assumeTrue(
        BASE.isEmpty(),
        () -> "SKIPPED: nobody has looked at the whole image, since it is built on " + BASE
            + ", which is not ours (docs/image.md)");
    return of(architecture);
  }

  /** Returns the time that everything in it has, as the build was told. */
  static Instant time() {
    return Instant.parse(System.getProperty("temper.image.time", ""));
  }

  /** Returns the bill of materials that lies beside the archive. */
  static byte[] sbomBeside(Architecture architecture) throws IOException {
    return Files.readAllBytes(file(architecture, ".cdx.json"));
  }

  private static Path file(Architecture architecture, String extension) {
    return FOLDER.resolve("temper-" + VERSION + "-" + architecture.oci() + extension);
  }

  JsonNode index() {
    return JSON.readTree(file("index.json"));
  }

  JsonNode manifest() {
    return JSON.readTree(blob(index().get("manifests").get(0).get("digest").asString()));
  }

  JsonNode config() {
    return JSON.readTree(blob(manifest().get("config").get("digest").asString()));
  }

  /** Returns what a digest names, as in "sha256:0123…". */
  byte[] blob(String digest) {
    return file("blobs/" + digest.replace(':', '/'));
  }

  /** Returns a file of the archive. */
  byte[] file(String name) {
    return Objects.requireNonNull(blobs.get(name), name);
  }

  /** Returns the tar of each layer, lowest first. */
  List<byte[]> layers() throws IOException {
    var layers = new ArrayList<byte[]>();
    for (JsonNode layer : manifest().get("layers")) {
      var compressed = new ByteArrayInputStream(blob(layer.get("digest").asString()));
      try (var in = new GZIPInputStream(compressed)) {
        layers.add(in.readAllBytes());
      }
    }
    return layers;
  }

  /** Returns the entries of all layers, lowest layer first. */
  List<TarEntry> entries() throws IOException {
    var entries = new ArrayList<TarEntry>();
    for (byte[] layer : layers()) {
      entries.addAll(TarEntry.read(new ByteArrayInputStream(layer)));
    }
    return entries;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
