package io.temper.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImageArchiveTest {
  @TempDir
  private Path folder;

  private JsonNode json(String file) throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(folder.resolve(file)));
  }

  @Test
  void writeLabImage_isWhatContainerdImports() throws Exception {
    Path busybox = Files.writeString(folder.resolve("busybox"), "a program");
    Path archive = folder.resolve("image.tar");
    ImageArchive.writeLabImage(busybox, archive);
    HostCommand.in(folder, List.of("tar", "-xf", archive.toString())).run();
    JsonNode manifest = json("manifest.json").path(0);
    assertThat(manifest.path("RepoTags").path(0).asString()).isEqualTo(ImageArchive.LAB_IMAGE);
    byte[] layer =
        Files.readAllBytes(folder.resolve(manifest.path("Layers").path(0).asString()));
    String digest =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(layer));
    JsonNode config = json(manifest.path("Config").asString());
    assertThat(config.path("rootfs").path("diff_ids").path(0).asString())
        .isEqualTo("sha256:" + digest);
    assertThat(HostCommand.in(folder, List.of("tar", "-tf", "layer.tar")).run())
        .contains("./bin/busybox\n", "./bin/sh\n", "./bin/sleep\n");
  }
}
