package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.cluster.NeedsHelm;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where and how long the job runs that is there while a release is uninstalled. */
@NeedsHelm
class CleanupJobTest {
  private static final String POD = "/spec/template/spec";

  /** For how long Helm waits by default. */
  private static final int SECONDS_OF_HELM = 300;

  @Test
  void pod_isBoundToANodeOfTheAgents() {
    JsonNode selector = job("--set", "agent.nodeSelector.pool=a").at(POD + "/nodeSelector");

    assertThat(selector).hasToString("{\"kubernetes.io/os\":\"linux\",\"pool\":\"a\"}");
  }

  /** The agents tolerate all taints, also those of a node that is dead. */
  @Test
  void pod_toleratesWhatItsOwnValueSays() {
    JsonNode given = job("--set-json", "cleanup.tolerations=[{\"key\":\"gpu\"}]");

    assertThat(job().at(POD + "/tolerations").isMissingNode()).isTrue();
    assertThat(given.at(POD + "/tolerations")).hasToString("[{\"key\":\"gpu\"}]");
  }

  @Test
  void job_isGivenUpAfterItsWaitAndBeforeHelmGivesUp() {
    assertThat(deadline(60)).isBetween(60 + 60, SECONDS_OF_HELM - 1);
    // As the value's comment says.
    assertThat(deadline(100)).isLessThan(SECONDS_OF_HELM);
    assertThat(deadline(400)).isLessThan(400 + 240);
  }

  private static int deadline(int waitSeconds) {
    return job("--set", "cleanup.waitSeconds=" + waitSeconds)
        .at("/spec/activeDeadlineSeconds")
        .asInt();
  }

  private static JsonNode job(String... options) {
    return Manifest.only(Chart.render(options), "Job", "temper-cleanup").json();
  }
}
