package io.temper.agent.report.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.k8s.PodList;
import io.temper.k8s.PodListReader;
import io.temper.rightsize.Rightsizer;
import io.temper.rightsize.SizingContext;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.UsageSample;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which histories of a pod are those of its only container. */
class RightsizeMakerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String APP = "0123456789abcdef".repeat(4);
  private static final String OTHER = "fedcba9876543210".repeat(4);
  private static final int HOUR = 60;

  @Test
  void of_historyOfASandboxAtTheSameTime_isNotAdded() {
    var report = report(APP, Map.of(id(APP), minutes(0, HOUR, 1), id(OTHER), minutes(0, HOUR, 0)));

    assertThat(onlySamplesOf(report)).isEqualTo(HOUR);
    assertThat(report.containers().get(0).recommendation().demand().typical()).isBetween(0.9, 1.1);
  }

  @Test
  void of_earlierIdOfTheOnlyContainer_isAdded() {
    var report =
        report(APP, Map.of(id(OTHER), minutes(0, HOUR, 1), id(APP), minutes(HOUR, HOUR, 1)));

    assertThat(onlySamplesOf(report)).isEqualTo(2 * HOUR);
  }

  @Test
  void of_laterIdOfSomethingElse_isNotAdded() {
    var report =
        report(APP, Map.of(id(APP), minutes(0, HOUR, 1), id(OTHER), minutes(HOUR, HOUR, 1)));

    assertThat(onlySamplesOf(report)).isEqualTo(HOUR);
  }

  @Test
  void of_unlistedIdAndOneAfterTheOther_areAdded() {
    var report =
        report("", Map.of(id(APP), minutes(0, HOUR, 1), id(OTHER), minutes(HOUR, HOUR, 1)));

    assertThat(onlySamplesOf(report)).isEqualTo(2 * HOUR);
  }

  @Test
  void of_unlistedIdAndTwoAtTheSameTime_isNotKnown() {
    var report = report("", Map.of(id(APP), minutes(0, HOUR, 1), id(OTHER), minutes(0, HOUR, 0)));

    assertThat(report.containers()).isEmpty();
    assertThat(report.unseen()).containsExactly("shop/cart-0/app");
  }

  private static long onlySamplesOf(RightsizeReport report) {
    assertThat(report.containers()).hasSize(1);
    return report.containers().get(0).recommendation().span().toMinutes() + 1;
  }

  private static RightsizeReport report(String listed, Map<ContainerId, UsageHistory> histories) {
    return new RightsizeMaker(Rightsizer.standard(), SizingContext.PLAIN, false)
        .of("test", histories, pods(listed));
  }

  private static PodList pods(String id) {
    String status = id.isEmpty()
        ? ""
        : ", containerStatuses: [{name: app, containerID: 'containerd://" + id + "'}]";
    String text =
        "{kind: Pod, metadata: {namespace: shop, name: cart-0, uid: u}, spec: {nodeName: n, "
            + "containers: [{name: app, resources: {requests: {cpu: 1}}}]}, status: {phase: Running"
            + status + "}}";
    return PodListReader.read(
        "pods", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ContainerId id(String container) {
    return new ContainerId("shop", "cart-0", container);
  }

  private static UsageHistory minutes(int from, int count, double cpus) {
    UsageHistory history = UsageHistory.EMPTY;
    for (int minute = from; minute < from + count; minute++) {
      history = history.plus(
          UsageSample.builder(START.plus(Duration.ofMinutes(minute)), Duration.ofMinutes(1))
              .run(Duration.ofMillis(Math.round(60_000 * cpus)))
              .build());
    }
    return history;
  }
}
