package io.temper.agent.bundle;

import io.temper.TemperException;
import io.temper.agent.bundle.PartReader.ReadPart;
import io.temper.agent.json.BundleManifestJson;
import io.temper.agent.report.doctor.BundleManifest;
import io.temper.agent.report.doctor.Secrets;
import io.temper.agent.report.input.InputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A bundle on disk, for its owner only. Written beside its place and moved there, so that it is whole or
 * not there at all.
 *
 * @param file where it will be; its name ends with {@code .zip}
 * @param overwrite whether a file that is there already is replaced
 */
public record BundleFile(Path file, boolean overwrite) {
  private static final String MANIFEST = "MANIFEST.json";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;

  /**
   * Checks the place.
   *
   * @throws InputException if a bundle cannot be written there
   */
  public BundleFile {
    if (!file.toString().endsWith(".zip")) {
      throw new InputException(
          "--bundle: " + file + ": a bundle is a ZIP archive, so give a name that ends with .zip");
    }
    if (!Files.isDirectory(folderOf(file))) {
      throw new InputException(
          "--bundle: there is no folder " + folderOf(file) + ": make it, or choose another");
    }
    boolean isThere = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (isThere && (!overwrite || Files.isDirectory(file))) {
      throw occupied(file);
    }
  }

  private static InputException occupied(Path file) {
    return new InputException(
        "--bundle: " + file + " is there already: choose another name, or add --force");
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }

  /**
   * Reads all parts and writes them.
   *
   * @param parts what it is to hold
   * @param secrets what it must not hold
   * @param version of Temper
   * @return what is in it
   * @throws TemperException if it cannot be written; nothing is left then
   */
  public BundleManifest write(List<BundlePart> parts, Secrets secrets, String version) {
    return write(parts, new PartReader(PATIENCE, MOST_BYTES, secrets), version);
  }

  BundleManifest write(List<BundlePart> parts, PartReader reader, String version) {
    try {
      Path next = Files.createTempFile(
          folderOf(file),
          ".temper-bundle",
          ".zip",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        var manifest = writeTo(next, parts, reader, version);
        move(next);
        return manifest;
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (FileAlreadyExistsException e) {
      throw occupied(file);
    } catch (IOException e) {
      throw new TemperException(
          "--bundle: cannot write " + file + ": " + problemOf(e)
              + "; choose a folder that this user may write to and that has room",
          e);
    }
  }

  /** Names no other file: what is written beside the bundle is nobody's business. */
  private String problemOf(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "this user may not write to " + folderOf(file);
    }
    return e instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : String.valueOf(e.getMessage());
  }

  private void move(Path next) throws IOException {
    if (overwrite) {
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.move(next, file);
    }
  }

  private static BundleManifest writeTo(
      Path place, List<BundlePart> parts, PartReader reader, String version) throws IOException {
    List<BundleManifest.Entry> entries = new ArrayList<>();
    try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(place)))) {
      for (BundlePart part : parts) {
        ReadPart read = reader.read(part);
        entries.add(read.entry());
        if (read.entry().problem() == null) {
          add(zip, part.name(), read.text());
        }
      }
      var manifest = new BundleManifest(Instant.now(), version, entries, BundleManifest.LEFT_OUT);
      add(zip, MANIFEST, BundleManifestJson.of(manifest));
      return manifest;
    }
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
