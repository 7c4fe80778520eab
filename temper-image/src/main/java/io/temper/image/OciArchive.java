package io.temper.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The image as one file: a tar of an OCI image layout. Of a tree only names, contents, and whether a file may
 * be run get into it, so it tells nothing of who built it and when.
 */
final class OciArchive {
  private static final String USER = "65532:65532";
  private static final FilePermissions RUN = FilePermissions.fromOctalString("755");
  private static final FilePermissions READ = FilePermissions.fromOctalString("644");

  private final Facts facts;
  private final Architecture architecture;
  private final String base;

  /**
   * Creates an archive.
   *
   * @param facts what the image says about itself
   * @param architecture of everything in it
   * @param base an image to build on, as a tar that {@code docker save} writes; empty for none
   */
  OciArchive(Facts facts, Architecture architecture, String base) {
    this.facts = facts;
    this.architecture = architecture;
    this.base = base;
  }

  /**
   * Writes the archive.
   *
   * @param layers the folders that hold the files of each layer, lowest first
   * @param file where it goes
   * @param cache a folder for what is kept between builds
   * @return the digest of the image's manifest
   */
  String write(List<Path> layers, Path file, Path cache) throws IOException {
    try {
      JibContainerBuilder image = start()
          .setPlatforms(Set.of(new Platform(architecture.oci(), "linux")))
          .setFormat(ImageFormat.OCI)
          .setCreationTime(facts.time())
          .setLabels(facts.labels())
          .setEnvironment(Map.of("PATH", "/opt/temper/bin", "LANG", "C.UTF-8"))
          .setEntrypoint("/opt/temper/bin/temper")
          .setWorkingDirectory(AbsoluteUnixPath.get("/"))
          .setUser(USER);
      for (Path layer : layers) {
        image.addFileEntriesLayer(layer(layer));
      }
      JibContainer made =
          image.containerize(Containerizer.to(TarImage.at(file).named(facts.reference()))
              .setOfflineMode(true)
              .setToolName("temper")
              .setBaseImageLayersCache(cache)
              .setApplicationLayersCache(cache));
      return made.getDigest().toString();
    } catch (InvalidImageReferenceException
        | RegistryException
        | CacheDirectoryCreationException
        | ExecutionException e) {
      throw new ImageException("cannot write " + file + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("interrupted while writing " + file, e);
    }
  }

  private JibContainerBuilder start() throws InvalidImageReferenceException {
    return base.isEmpty() ? Jib.fromScratch() : Jib.from(TarImage.at(Path.of(base)));
  }

  private FileEntriesLayer layer(Path tree) throws IOException {
    var layer = FileEntriesLayer.builder().setName(String.valueOf(tree.getFileName()));
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted().toList()) {
        if (!file.equals(tree)) {
          layer.addEntry(
              file,
              AbsoluteUnixPath.get("/" + tree.relativize(file)),
              Files.isExecutable(file) ? RUN : READ,
              facts.time());
        }
      }
    }
    return layer.build();
  }
}
