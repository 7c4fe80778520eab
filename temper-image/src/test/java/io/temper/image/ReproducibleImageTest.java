package io.temper.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temper.lab.host.LabCache;
import io.temper.lab.host.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second build, in another folder and at another time. */
class ReproducibleImageTest {

  @TempDir
  private Path folder;

  @Test
  void secondBuild_givesTheSameDigest() throws Exception {
    var architecture = Architecture.ofThisJvm();
    assumeTrue(architecture.isPresent(), "SKIPPED: no image is built for this machine");
    var image = BuiltImage.of(architecture.orElseThrow());
    String base = System.getProperty("temper.image.base", "");
    var facts = new Facts(
        System.getProperty("temper.image.name", ""),
        System.getProperty("temper.image.version", ""),
        System.getProperty("temper.image.revision", ""),
        BuiltImage.time());
    var build = new ImageBuild(
        facts,
        Path.of(System.getProperty("temper.image.distribution", "")),
        Path.of(System.getProperty("temper.image.sbom", "")),
        base,
        folder);
    var cache = new LabCache(
        LabCache.rootOf(System.getenv(), Path.of(System.getProperty("user.home"))),
        new Progress(System.err));
    assertThat(build.run(architecture.orElseThrow(), cache, ""))
        .isEqualTo(image.index().get("manifests").get(0).get("digest").asString());
  }
}
