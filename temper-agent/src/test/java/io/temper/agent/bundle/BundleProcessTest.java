package io.temper.agent.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.TemperAgent;
import io.temper.testkit.JavaProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code temper doctor --bundle} as a process of its own, on whatever host runs this test. */
class BundleProcessTest {
  private static final String PLANTED = "planted-7c1f9e";

  @TempDir
  Path folder;

  @Test
  void bundle_ofThisHost_holdsNoPlantedSecretAndListsAllThatIsMissing() throws Exception {
    Path config = folder.resolve("temper.toml");
    Files.writeString(
        config,
        "mode = \"observe\" # " + PLANTED + "\n[http]\ntoken_file = \"/" + PLANTED + "\"\n");
    Path file = folder.resolve("node.zip");
    var builder = new ProcessBuilder(JavaProgram.command(
            TemperAgent.class,
            "doctor",
            "--bundle",
            file.toString(),
            "--config",
            config.toString(),
            "--socket",
            folder.resolve("none.sock").toString()))
        .redirectErrorStream(true);
    builder.environment().put("TEMPER_TOKEN", PLANTED);
    var witness = new ProcessBuilder("sh", "-c", "read x", PLANTED).start();
    String said;
    try {
      var process = builder.start();
      said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
    } finally {
      witness.destroyForcibly().waitFor();
    }
    var texts = Unzipped.read(file);
    assertThat(texts).allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain(PLANTED));
    assertThat(said).doesNotContain(PLANTED).contains("Wrote " + file, "! agent/status.json");
    assertThat(texts).containsKeys("doctor.json", "version.json", "kernel/version.txt");
    var entries = new JsonMapper().readTree(texts.get("MANIFEST.json")).path("entries");
    assertThat(entries).hasSizeGreaterThan(15).allSatisfy(entry -> assertThat(
            texts.containsKey(entry.path("name").asString()) || entry.has("problem"))
        .as(entry.toString())
        .isTrue());
  }
}
