package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.NeedsControlPlane;
import io.temper.testkit.cluster.NeedsHelm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server takes everything that the chart renders, knows every field, and warns of nothing. */
@NeedsHelm
@NeedsControlPlane
class AppliedChartTest {
  @TempDir
  private static Path folder;

  private static ControlPlane plane;
  private static Objects objects;

  @BeforeAll
  static void startApiServer() throws IOException {
    plane = ControlPlane.start(folder);
    objects = new Objects(plane.admin());
    objects.define(Files.readString(Path.of("src", "test", "resources", "monitoring-crds.yaml")));
    objects.createAll("{apiVersion: v1, kind: Namespace, metadata: {name: temper}}");
  }

  @AfterAll
  static void stopApiServer() {
    plane.close();
  }

  @ParameterizedTest
  @MethodSource("io.temper.deploy.Variant#all")
  void everyObject_isTakenWithoutAWarning(Variant variant) {
    var rendered = Chart.render(variant.options());

    assertThat(rendered).hasSizeGreaterThan(10).allSatisfy(object -> {
      var answer = objects.tryStrictly(object);
      assertThat(answer.code()).as("%s: %s", object.title(), answer.body()).isEqualTo(201);
      assertThat(answer.warnings()).as("%s", object.title()).isEmpty();
    });
  }

  @Test
  void misspeltField_isRefused() {
    Manifest agent = Manifest.only(Chart.render(), "DaemonSet", "temper-agent");
    Manifest misspelt = Manifest.all(
            agent.json().toString().replace("\"tolerations\"", "\"tolerationz\""))
        .get(0);

    assertThat(objects.tryStrictly(misspelt).code()).isEqualTo(400);
    assertThat(objects.tryStrictly(misspelt).body()).contains("tolerationz");
  }

  @Test
  void misspeltFieldOfAMonitor_isRefused() {
    Manifest monitor = Manifest.only(
        Chart.render("--set", "serviceMonitor.enabled=true"), "ServiceMonitor", "temper-agent");
    Manifest misspelt = Manifest.all(
            monitor.json().toString().replace("\"relabelings\"", "\"relabeling\""))
        .get(0);

    assertThat(objects.tryStrictly(misspelt).body()).contains("relabeling");
  }

  @Test
  void deprecatedLabel_isWarnedOf() {
    Manifest agent = Manifest.only(Chart.render(), "DaemonSet", "temper-agent");
    Manifest deprecated = Manifest.all(
            agent.json().toString().replace("\"kubernetes.io/os\"", "\"beta.kubernetes.io/os\""))
        .get(0);

    assertThat(objects.tryStrictly(deprecated).warnings())
        .singleElement()
        .asString()
        .contains("beta.kubernetes.io/os");
  }
}
