package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Effective requests and limits. In the tables {@code R 1 L 2} is a request of 1 and a limit of 2
 * CPUs, {@code -} nothing, {@code S} a sidecar; containers are separated by commas.
 */
class EffectiveCpuTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // containers             | init containers                       | request | limit
        "-                        |                                       | 0       | none",
        "R 1                      |                                       | 1       | none",
        "R 1 L 2                  |                                       | 1       | 2",
        "L 2                      |                                       | 2       | 2",
        "R 0 L 2                  |                                       | 0       | 2",
        "R 1 L 0                  |                                       | 1       | none",
        "R 100m L 1, R 150m L 500m |                                      | 250m    | 1500m",
        "R 1 L 1, R 1             |                                       | 2       | none",
        "R 1 L 1                  | R 3 L 4                               | 3       | 4",
        "R 3 L 4                  | R 1 L 1                               | 3       | 4",
        "R 1 L 1                  | R 3                                   | 3       | none",
        "R 1 L 1                  | R 2 L 2, R 3 L 3                      | 3       | 3",
        "R 1 L 1                  | R 2 L 2 S                             | 3       | 3",
        "R 1 L 1                  | R 2 S                                 | 3       | none",
        "R 1 L 1                  | R 2 L 2 S, R 4 L 4                    | 6       | 6",
        "R 1 L 1                  | R 4 L 4, R 2 L 2 S                    | 4       | 4",
        "R 1 L 1                  | R 1 L 1 S, R 1 L 1 S, R 9 L 9, R 8 L 8 S | 11   | 11",
        "R 1 L 1                  | R 1 L 1 S, R 5 L 5, R 1 L 1 S, R 5 L 5 | 7      | 7",
      })
  void of_containersSidecarsAndInit_followTheFormula(
      String containers, String init, String request, String limit) {
    String spec = "containers: " + list(containers) + ", initContainers: " + list(init);

    assertAmounts(TestPods.pod(spec).workload(), request, limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // specified | actual              | allocated        | request | limit
        "R 3 L 4     |                     |                  | 3       | 4",
        "R 3 L 4     | R 1 L 2             |                  | 1       | 2",
        "R 1 L 2     | R 3 L 4             |                  | 3       | 4",
        "R 3 L 4     | -                   |                  | 3       | 4",
        "R 3 L 4     |                     | {cpu: 2}         | 2       | 4",
        "R 3 L 4     |                     | {}               | 3       | 4",
        "R 3 L 4     |                     | {memory: 1Gi}    | 4       | 4",
        "R 3 L 4     | R 1 L 2             | {cpu: 3}         | 1       | 2",
        "R 3 L 4     | R 1                 |                  | 1       | none",
        "R 3 L 4     | L 2                 |                  | 2       | 2",
      })
  void of_resizedInPlace_isWhatTheKubeletGranted(
      String specified, String actual, String allocated, String request, String limit) {
    String status = "containerStatuses: [{name: c0"
        + (actual == null ? "" : ", " + resources(actual))
        + (allocated == null ? "" : ", allocatedResources: " + allocated)
        + "}]";

    assertAmounts(
        TestPods.pod("containers: " + list(specified), status).workload(), request, limit);
  }

  @Test
  void of_resizedSidecar_isWhatTheKubeletGranted() {
    String spec = "containers: [{name: a}], initContainers: " + list("R 4 S");

    assertAmounts(
        TestPods.pod(spec, "initContainerStatuses: [{name: c0, " + resources("R 1") + "}]")
            .workload(),
        "1",
        "none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // pod level | containers   | request | limit
        "R 2         | R 1 L 4      | 2       | 4",
        "L 2         | R 1          | 1       | 2",
        "L 2         | -            | 2       | 2",
        "R 1 L 2     | -, -         | 1       | 2",
        "R 1 L 2     | R 500m, L 1  | 1       | 2",
        "L 0         | R 1          | 1       | none",
        "-           | R 1 L 1      | 1       | 1",
      })
  void of_podLevelResources_standForThoseOfContainers(
      String podLevel, String containers, String request, String limit) {
    String spec = resources(podLevel) + ", containers: " + list(containers);

    assertAmounts(TestPods.pod(spec).workload(), request, limit);
  }

  /** One container without a limit leaves the pod without one, and the others with theirs. */
  @Test
  void partLimits_areThoseOfWhatKeepsRunning_whateverTheOthersHave() {
    String spec = "containers: " + list("R 1 L 2, -, L 0")
        + ", initContainers: [{name: proxy, restartPolicy: Always, resources: {limits: {cpu: 100m}}},"
        + " {name: setup, resources: {limits: {cpu: 4}}}]";

    Workload workload = TestPods.pod(spec).workload();

    assertThat(workload.limit()).isEmpty();
    assertThat(workload.partLimits()).hasToString("[c0 2, proxy 100m]");
    assertThat(workload.isLimited()).isTrue();
  }

  @Test
  void of_podLevelResized_isWhatTheKubeletGranted() {
    String spec = resources("R 4 L 8") + ", containers: " + list("-");

    assertAmounts(TestPods.pod(spec, resources("R 1 L 2")).workload(), "1", "2");
    assertAmounts(TestPods.pod(spec, "allocatedResources: {cpu: 3}").workload(), "3", "8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // pod level | containers | init     | actual of the first init | request | limit
        "-      | R 1 L 1 | R 3 L 3          | R 5 L 5                  | 5250m   | 5250m",
        "-      | R 1 L 1 | R 3 L 3 S        | R 2 L 2                  | 3250m   | 3250m",
        "R 2 L 4 | R 1 L 1 | R 3 L 3, R 9 L 9 | R 5 L 5                 | 2250m   | 4250m",
        "L 4    | R 1     | R 3 S            | R 2                      | 3250m   | 4250m",
      })
  void of_severalFormsAtOnce_followTheFormula(
      String podLevel,
      String containers,
      String init,
      String granted,
      String request,
      String limit) {
    String spec = resources(podLevel) + ", overhead: {cpu: 250m}, containers: " + list(containers)
        + ", initContainers: " + list(init).replace("name: c", "name: init");
    String status = "initContainerStatuses: [{name: init0, " + resources(granted) + "}]";

    assertAmounts(TestPods.pod(spec, status).workload(), request, limit);
  }

  /** The kubelet reports the sum of the containers there, where nothing is given at pod level. */
  @Test
  void of_sumsInThePodsStatus_areNotPodLevelResources() {
    Workload workload = TestPods.pod("containers: " + list("R 1"), "allocatedResources: {cpu: 7}")
        .workload();

    assertAmounts(workload, "1", "none");
  }

  @Test
  void of_overhead_isAddedToRequestAndLimit() {
    String spec = "overhead: {cpu: 250m, memory: 1Gi}, containers: ";

    assertAmounts(TestPods.pod(spec + list("R 1 L 2")).workload(), "1250m", "2250m");
    assertAmounts(TestPods.pod(spec + list("R 1")).workload(), "1250m", "none");
    assertAmounts(TestPods.pod(spec + list("-")).workload(), "250m", "none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // containers | init | overhead | pod level | problem
        "R -1     |      |    | -   | container c0: spec resources.requests.cpu is '-1'",
        "L -100m  |      |    | -   | container c0: spec resources.limits.cpu is '-100m'",
        "-, R -1  |      |    | -   | container c1: spec resources.requests.cpu is '-1'",
        "R many   |      |    | -   | is 'many': that is not a Kubernetes quantity",
        "R 100000 |      |    | -   | is '100000': that is more than 8192 CPUs",
        "R 2 L 1  |      |    | -   | is '2': a request must not be above its limit, which is 1",
        "-        | R -1 |    | -   | container c0: spec resources.requests.cpu is '-1'",
        "-        |      | -1 | -   | pod s/p: spec.overhead.cpu is '-1'",
        "-        |      |    | L x | pod s/p: spec resources.limits.cpu is 'x'",
      })
  void of_amountThatMakesNoSense_namesPodContainerFieldValueAndRemedy(
      String containers, String init, String overhead, String podLevel, String problem) {
    String spec = "containers: " + list(containers) + ", initContainers: " + list(init)
        + ", overhead: {" + (overhead == null ? "" : "cpu: " + overhead) + "}, "
        + resources(podLevel);

    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> TestPods.pod(spec))
        .withMessageStartingWith("pods.txt:1:1: pod s/p")
        .withMessageContaining(problem)
        .withMessageMatching("[^;]+; .+");
  }

  @Test
  void of_badStatus_namesTheStatus() {
    String status = "containerStatuses: [{name: c0, allocatedResources: {cpu: -2}}]";

    assertThatExceptionOfType(InvalidPodsException.class)
        .isThrownBy(() -> TestPods.pod("containers: " + list("-"), status))
        .withMessageContaining("container c0: status allocatedResources.cpu is '-2'");
  }

  private static void assertAmounts(Workload workload, String request, String limit) {
    assertThat(workload.request()).hasToString(request);
    assertThat(workload.limit().map(CpuQuantity::toString).orElse("none")).isEqualTo(limit);
  }

  /** Returns containers named c0, c1 and so on. */
  private static String list(@Nullable String containers) {
    if (containers == null) {
      return "[]";
    }
    List<String> each = Arrays.asList(containers.split(", *", -1));
    return each.stream()
        .map(amounts -> "{name: c" + each.indexOf(amounts) + ", " + resources(amounts) + "}")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String resources(String amounts) {
    String requests = "";
    String limits = "";
    String policy = "";
    Iterator<String> words = Arrays.asList(amounts.split(" ", -1)).iterator();
    while (words.hasNext()) {
      switch (words.next()) {
        case "R" -> requests = "cpu: " + words.next();
        case "L" -> limits = "cpu: " + words.next();
        case "S" -> policy = ", restartPolicy: Always";
        case "-" -> {}
        default -> throw new IllegalArgumentException(amounts);
      }
    }
    return "resources: {requests: {" + requests + "}, limits: {" + limits + "}}" + policy;
  }
}
