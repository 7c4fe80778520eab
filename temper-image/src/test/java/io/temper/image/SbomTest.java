package io.temper.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SbomTest {
  private static final Facts FACTS = new Facts("localhost/temper", "1.2.3", "", Instant.EPOCH);
  private static final String MAVEN = """
      {"bomFormat": "CycloneDX", "metadata": {"component": {"name": "temper-dist"}},
       "components": [{"name": "jna", "purl": "pkg:maven/net.java.dev.jna/jna@5?type=jar"}],
       "dependencies": [{"ref": "a"}]}
      """;

  @TempDir
  private Path folder;

  @Test
  void image_isTheJarsTheRuntimeAndThePackages() throws Exception {
    Path libc = folder.resolve("libc6");
    Files.writeString(
        libc, "Package: libc6\nVersion: 2:2.41-12+deb13u1\nDescription: C: a\n x: y\n");
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    var bom = JsonMapper.shared()
        .readTree(new Sbom(MAVEN.getBytes(StandardCharsets.UTF_8), FACTS, Architecture.ARM64)
            .with(List.of(libc), folder));
    assertThat(bom.get("components").valueStream().map(one -> one.get("purl").asString()))
        .containsExactly(
            "pkg:maven/net.java.dev.jna/jna@5?type=jar",
            "pkg:generic/openjdk@17.0.15",
            "pkg:deb/debian/libc6@2%3A2.41-12%2Bdeb13u1?arch=arm64");
    assertThat(bom.get("metadata").get("component").get("name").asString())
        .isEqualTo("localhost/temper");
    assertThat(bom.has("dependencies")).isFalse();
  }
}
