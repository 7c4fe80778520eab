package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CpuQuantity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
                "app", false, 0, CpuQuantity.ofMillis(750), Optional.empty(), true, true, "abc"),
            new ListedContainer(
                "log",
                false,
                1,
                CpuQuantity.ofMillis(100),
                Optional.of(CpuQuantity.ofMillis(100)),
                false,
                true,
                "def"),
            new ListedContainer(
                "mesh", true, 1, CpuQuantity.ZERO, Optional.empty(), true, false, ""));
  }
}
