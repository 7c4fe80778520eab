package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.cluster.NeedsHelm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that make no sense are refused, and the refusal names the value. */
@NeedsHelm
class RefusedValuesTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      enforced=true                                           | enforced
      enforce=maybe                                           | /enforce
      agent.image.tagg=1                                      | tagg
      agent.image.repository=                                 | /agent/image/repository
      agent.image.repository=temper:1                         | /agent/image/repository
      agent.image.pullPolicy=Sometimes                        | /agent/image/pullPolicy
      agent.port=80                                           | /agent/port
      agent.port=http                                         | /agent/port
      agent.readiness=ready                                   | /agent/readiness
      agent.minReadySeconds=-1                                | /agent/minReadySeconds
      agent.terminationGracePeriodSeconds=5                   | /agent/terminationGracePeriodSeconds
      agent.updateStrategy.rollingUpdate.maxSurge=1           | /agent/updateStrategy/rollingUpdate/maxSurge
      agent.updateStrategy.rollingUpdate.maxUnavailable=0     | /agent/updateStrategy/rollingUpdate/maxUnavailable
      agent.updateStrategy.rollingUpdate.maxUnavailable=150%  | /agent/updateStrategy/rollingUpdate/maxUnavailable
      agent.updateStrategy.type=Recreate                      | /agent/updateStrategy/type
      agent.state.hostPath=var/lib/temper                     | /agent/state/hostPath
      agent.resources.limit.memory=1Gi                        | limit
      agent.systemCgroups={kubelet.service}                   | /agent/systemCgroups
      priorityClasses.preemptionPolicy=Always                 | /priorityClasses/preemptionPolicy
      serviceMonitor.interval=30                              | /serviceMonitor/interval
      networkPolicy.apiServer.cidrs={10.0.0.1}                | /networkPolicy/apiServer/cidrs
      prometheusRule.churnPerMinute=0                         | /prometheusRule/churnPerMinute
      hostPID=true                                            | hostPID
      """)
  void value_thatTheSchemaRefuses_isNamed(String set, String named) {
    assertThat(Chart.refusal("--set", set))
        .contains("don't meet the specifications")
        .contains(named);
  }

  /** Kubernetes takes strings only, and a number of a values file is not kept as it was written. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent.podAnnotations",
        "agent.podLabels",
        "serviceMonitor.labels",
        "podMonitor.labels",
        "prometheusRule.labels",
        "prometheusRule.alertLabels",
        "dashboards.labels",
        "dashboards.annotations"
      })
  void number_inAMapOfStrings_isNamed(String map) {
    assertThat(Chart.refusal("--set-json", map + ".a=1000000"))
        .contains("at '/" + map.replace('.', '/') + "/a': got number, want string");
  }

  @Test
  void labelOfNodes_thatIsANumberTooLongToBeKept_isRefusedWithTheRemedy() {
    assertThat(Chart.refusal("--set-json", "agent.nodeSelector.pool=1234567890123456"))
        .contains("nodeSelector.pool: a number of more than 15 digits")
        .contains("put it in quotes");
  }

  @Test
  void labelOfNodes_thatIsALongFraction_isRefusedWithTheRemedy() {
    assertThat(Chart.refusal("--set-json", "agent.nodeSelector.pool=20240101.5"))
        .contains("nodeSelector.pool: a fraction of so many digits")
        .contains("put it in quotes");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      mode = "observe"                | `mode`
      source = "file:/etc/x.toml"     | `source`
      [http]                          | `[http]`
      http.address = "9753"           | `[http]`
      [system]                        | agent.systemCgroups
      annotation_prefixes = ["a.io/"] | admissionPolicy.annotationPrefix
      [profiles]                      | threadObservation.enabled=true
      [rightsizing]                   | threadObservation.enabled=true
      """)
  void config_withWhatTheChartDecides_isRefused(String text, String named) {
    assertThat(Chart.refusal("--set-string", "agent.config=" + text))
        .contains("agent.config")
        .contains(named);
  }

  @Test
  void config_whoseFirstPrefixIsThePolicys_isTaken() {
    String given = "agent.config=[tiers]\nannotation_prefixes = [ 'a.io/'\\, 'temper.io/']";
    assertThat(Chart.refusal("--set-string", given)).contains("admissionPolicy.annotationPrefix");
    assertThat(
            Chart.render("--set-string", given, "--set", "admissionPolicy.annotationPrefix=a.io/"))
        .isNotEmpty();
  }

  /** The agents would write what the policy refuses. */
  @Test
  void prefixOfThePolicyAlone_isRefused() {
    assertThat(Chart.refusal("--set", "admissionPolicy.annotationPrefix=a.io/"))
        .contains("admissionPolicy.annotationPrefix")
        .contains("annotation_prefixes");
    assertThat(Chart.refusal(
            "--set-string",
            "agent.config=# annotation_prefixes: see the wiki",
            "--set",
            "admissionPolicy.annotationPrefix=a.io/"))
        .contains("annotation_prefixes");
  }

  @Test
  void prefixesInATableOfOneLine_areRead() {
    String given = "agent.config=tiers = { annotation_prefixes = [\"a.io/\"] }";
    assertThat(
            Chart.render("--set-string", given, "--set", "admissionPolicy.annotationPrefix=a.io/"))
        .isNotEmpty();
  }

  @Test
  void canary_withoutTagOrNodes_isRefused() {
    assertThat(Chart.refusal("--set", "agent.canary.enabled=true"))
        .contains("agent.canary.image.tag is empty");
    assertThat(Chart.refusal(
            "--set",
            "agent.canary.enabled=true,agent.canary.image.tag=next",
            "--set",
            "agent.canary.nodeSelector.temper-canary=null"))
        .contains("agent.canary.nodeSelector is empty");
  }

  @Test
  void bothMonitors_areRefused() {
    assertThat(Chart.refusal("--set", "serviceMonitor.enabled=true,podMonitor.enabled=true"))
        .contains("serviceMonitor.enabled and podMonitor.enabled");
  }

  @Test
  void anOlderCluster_isRefused() {
    assertThat(Chart.refusal("--kube-version", "1.32.9")).contains(">=1.33.0-0");
  }
}
