package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.temper.workload.CpuQuantity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListedContainerTest {
  private static final String SPEC = "initContainers: [{name: setup}, "
      + "{name: mesh, restartPolicy: Always, resources: {requests: {memory: 1Gi}}}], "
      + "containers: [{name: app, resources: {requests: {cpu: 500m}, limits: {cpu: 2}}}, "
      + "{name: log, resources: {limits: {cpu: 100m}}}]";

  private static final String STATUS = "phase: Running, containerStatuses: ["
      + "{name: app, containerID: 'containerd://abc', resources: {requests: {cpu: 750m}}}, "
      + "{name: log, containerID: def}]";

  @Test
  void containers_mainAndSidecar_havePlaceAndResourcesInForce() {
    assertThat(TestPods.pod(SPEC, STATUS).containers())
        .containsExactly(
            new ListedContainer(
                "app",
                false,
                0,
                CpuQuantity.ofMillis(750),
                Optional.empty(),
                true,
                true,
                true,
                "abc"),
            new ListedContainer(
                "log",
                false,
                1,
                CpuQuantity.ofMillis(100),
                Optional.of(CpuQuantity.ofMillis(100)),
                true,
                false,
                true,
                "def"),
            new ListedContainer(
                "mesh", true, 1, CpuQuantity.ZERO, Optional.empty(), true, true, false, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "{}                                    | {}                   | none | none | false",
        "{requests: {memory: 1Gi}}             | {}                   | none | none | false",
        "{requests: {cpu: 3}, limits: {cpu: 4}} | {}                   | 3    | 4   | true",
        "{requests: {cpu: 3}}                  | {}                   | 3    | none | true",
        "{limits: {cpu: 4}}                    | {}                   | 4    | 4    | false",
        "{limits: {cpu: 4}}                    | {requests: {cpu: 1}} | 1    | 4    | false",
        "{limits: {cpu: 4}}                    | {requests: {cpu: 5}} | 4    | 4    | false",
      })
  void podLevel_isWhatThePodAsAWholeAsksFor(
      String pod,
      String container,
      @Nullable String request,
      @Nullable String limit,
      boolean requested) {
    var listed = TestPods.pod("resources: " + pod + ", containers: [{name: app, resources: "
        + container + "}], overhead: {cpu: 1}");

    assertThat(listed.podLevel())
        .isEqualTo(Optional.ofNullable(request)
            .map(amount -> new PodLevelCpu(
                CpuQuantity.parse(amount),
                Optional.ofNullable(limit).map(CpuQuantity::parse),
                requested)));
  }

  /** A patch may write the resources whole only where there are none: they also hold claims. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: app}                                     | false",
        "{name: app, resources: null}                    | false",
        "{name: app, resources: {}}                      | true",
        "{name: app, resources: {claims: [{name: gpu}]}} | true",
      })
  void hasResources_writtenOrNot_isTold(String container, boolean given) {
    assertThat(TestPods.pod("containers: [" + container + "]", "phase: Running").containers())
        .extracting(ListedContainer::hasResources, ListedContainer::hasRequests)
        .containsExactly(tuple(given, false));
  }
}
