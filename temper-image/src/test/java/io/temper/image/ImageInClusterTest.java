package io.temper.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.NeedsControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent of the image and a real API server: encryption, tokens and watches with the modules that it has. */
@NeedsControlPlane
class ImageInClusterTest {

  @TempDir
  private Path folder;

  @Test
  void dryRun_againstARealApiServer_plansForTheNode() throws Exception {
    var image = UnpackedImage.in(folder);
    try (var plane = ControlPlane.start(Files.createDirectories(folder.resolve("plane")))) {
      plane.admin().create("/api/v1/nodes", """
          {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "node-1"}}
          """);
      plane.admin().create("/api/v1/namespaces/default/pods", """
          {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "one"},
           "spec": {"nodeName": "node-1", "automountServiceAccountToken": false,
            "containers": [{"name": "c", "image": "i",
             "resources": {"requests": {"cpu": "250m"}}}]}}
          """);
      Files.copy(plane.kubeconfig(ControlPlane.ADMIN), image.given().resolve("kubeconfig"));
      var run = image.run(
          Map.of("KUBECONFIG", "/run/temper/kubeconfig", "NODE_NAME", "node-1"),
          List.of("/opt/temper/bin/temper", "run", "--dry-run", "--source", "kubernetes"));
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(run.out()).contains("1 pod");
    }
  }
}
