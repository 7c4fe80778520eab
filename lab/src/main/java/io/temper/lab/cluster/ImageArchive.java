package io.temper.lab.cluster;

import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an image as the archive that {@code docker save} would write: a manifest, a configuration and a layer. No
 * registry has to be reached for it.
 */
final class ImageArchive {
  /** The image of everything that the lab itself puts on a node: a busybox, and nothing else. */
  static final String LAB_IMAGE = "temper.invalid/lab:1";

  private static final List<String> APPLETS =
      List.of("sh", "sleep", "cat", "ls", "echo", "nc", "httpd", "wget", "true", "kill", "ps");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ImageArchive() {}

  /**
   * Writes {@link #LAB_IMAGE}. Started without a command it sleeps, as the container that holds a pod's namespaces.
   *
   * @param busybox a program that needs no library
   * @param file the archive
   */
  static void writeLabImage(Path busybox, Path file) throws IOException {
    Path work = Files.createTempDirectory("temper-lab-image");
    try {
      Path bin = Files.createDirectories(work.resolve("root/bin"));
      Files.createDirectories(work.resolve("root/tmp"));
      Files.copy(busybox, bin.resolve("busybox"), StandardCopyOption.COPY_ATTRIBUTES);
      for (String applet : APPLETS) {
        Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
      }
      write(work, LAB_IMAGE, List.of("/bin/sleep", "2147483647"), file);
    } finally {
      Folders.delete(work);
    }
  }

  private static void write(Path work, String name, List<String> command, Path file)
      throws IOException {
    Path layer = work.resolve("layer.tar");
    HostCommand.in(
            work,
            List.of("tar", "--owner=0", "--group=0", "-cf", layer.toString(), "-C", "root", "."))
        .run();
    Map<String, Object> config = Map.of(
        "architecture",
        "amd64",
        "os",
        "linux",
        "config",
        Map.of("Entrypoint", command, "Env", List.of("PATH=/bin")),
        "rootfs",
        Map.of("type", "layers", "diff_ids", List.of("sha256:" + sha256(layer))));
    Files.writeString(work.resolve("config.json"), JSON.writeValueAsString(config));
    Map<String, Object> manifest =
        Map.of("Config", "config.json", "RepoTags", List.of(name), "Layers", List.of("layer.tar"));
    Files.writeString(work.resolve("manifest.json"), JSON.writeValueAsString(List.of(manifest)));
    HostCommand.in(
            work,
            List.of("tar", "-cf", file.toString(), "manifest.json", "config.json", "layer.tar"))
        .run();
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
