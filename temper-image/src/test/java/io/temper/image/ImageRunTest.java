package io.temper.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent, started as a container runtime would. */
class ImageRunTest {
  private static final Path PODS =
      Path.of("../temper-agent/src/test/resources/io/temper/agent/pods.json");

  @TempDir
  private static Path folder;

  private static UnpackedImage image = new UnpackedImage(Path.of("none"), Path.of("none"));

  @BeforeAll
  static void unpack() throws Exception {
    image = UnpackedImage.in(folder);
  }

  @Test
  void version_tellsOfItsOwnLibbpf() throws Exception {
    var run = image.temper("version");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("libbpf");
    assertThat(image.temper("--version").exitCode()).isZero();
  }

  @Test
  void help_isShown() throws Exception {
    var run = image.temper("--help");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("run", "doctor", "status");
  }

  @Test
  void doctor_findsTheNativeLibrariesAndTheBpfObject() throws Exception {
    var run = image.temper("doctor");
    // Whether this machine can enforce is not the image's doing.
    assertThat(run.out())
        .containsPattern("(✓|ok) +libbpf")
        .containsPattern("(✓|ok) +scheduler-object");
  }

  @Test
  void plan_ofAListOfPods_isShown() throws Exception {
    Files.copy(PODS, image.given().resolve("pods.json"));
    var run = image.temper("plan", "-f", "/run/temper/pods.json", "-t", "4c8t");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("Node node-1", "LAYER");
  }

  @Test
  void dryRun_ofTheExampleThatTheImageBrings_plans() throws Exception {
    var run = image.temper("run", "--dry-run", "--source", "file:/opt/temper/etc/workloads.toml");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("LAYER");
  }

  @Test
  void dryRun_outsideOfACluster_saysWhatIsMissing() throws Exception {
    var run = image.temper("run", "--dry-run", "--source", "kubernetes:node-1");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains("nothing says where the API server is").hasLineCount(1);
  }

  @Test
  void classArchive_fitsTheTreeThatWasUnpacked() throws Exception {
    var command = new ArrayList<>(List.of("/opt/temper/runtime/bin/java"));
    command.addAll(Files.readAllLines(image.root().resolve("opt/temper/lib/java.options")));
    assumeTrue(
        command.stream().anyMatch(word -> word.startsWith("-XX:SharedArchiveFile=")),
        "SKIPPED: this image has no class archive; the build has said why it could not make one");
    // Such a JVM does not start without an archive that fits.
    command.replaceAll(word -> word.equals("-Xshare:auto") ? "-Xshare:on" : word);
    command.addAll(List.of("/opt/temper/bin/temper", "version"));
    var run = image.run(Map.of(), command);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }
}
