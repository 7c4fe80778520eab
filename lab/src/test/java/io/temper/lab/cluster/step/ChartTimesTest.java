package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.cluster.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lab waits longer than the chart and the kubelet let things take. */
class ChartTimesTest {
  private static final Path CHART = Path.of("..", "deploy", "helm", "temper");

  /** The longest pause of a kubelet before it starts a container again. */
  private static final Duration KUBELET_PAUSE = Duration.ofMinutes(5);

  /** How long Helm waits for a hook unless it is told otherwise. */
  private static final Duration HELM = Duration.ofMinutes(5);

  private static long number(String file, String pattern) throws Exception {
    String text = Files.readString(CHART.resolve(file));
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  @Test
  void uninstall_helmWaitsLongerThanTheChartsCleanup_andTheTerminalLongerThanHelm()
      throws Exception {
    long cleanup = number("values.yaml", "(?m)^ +waitSeconds: (\\d+)")
        + number(
            "templates/cleanup.yaml",
            "activeDeadlineSeconds: \\{\\{ add \\.Values\\.cleanup\\.waitSeconds (\\d+) }}");

    assertThat(HELM.toSeconds()).isGreaterThan(cleanup);
    assertThat(Terminal.PATIENCE).isGreaterThan(HELM);
  }

  @Test
  void waitForAnAgent_isLongerThanTheChartLetsItsStartTake() throws Exception {
    String probe = "startupProbe:\\s+httpGet:.*\\s+periodSeconds: (\\d+)";
    Duration start = Duration.ofSeconds(number("templates/_agent.tpl", probe)
        * number("templates/_agent.tpl", "startupProbe:[^-]*?failureThreshold: (\\d+)"));

    assertThat(AgentDeath.BACK).isGreaterThan(start);
    assertThat(SafeMode.ENABLED)
        .as("after exit code 70")
        .isGreaterThanOrEqualTo(start.plus(KUBELET_PAUSE));
  }
}
