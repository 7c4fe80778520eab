package io.temper.k8s.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.k8s.ServedPod;
import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.JsonEvents;
import io.temper.lint.fact.Suppression;
import io.temper.lint.fact.SuppressionNotes;
import io.temper.runtime.clock.Ticker;
import io.temper.spi.WorkloadSource;
import io.temper.testkit.WorkloadSourceContract;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodePodsTest extends WorkloadSourceContract {
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final String DELETED = ",\"deletionTimestamp\":\"2026-11-02T09:59:00Z\"";
  private static final String RUNNING = "\"phase\":\"Running\",\"qosClass\":\"Burstable\"";

  private final Clocks clocks = new Clocks();
  private Set<String> here = Set.of("here");
  private Known<ServedPod> heard = Known.nothing();

  private static ServedPod read(String json) {
    var bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    try (var in = new DocumentReader("the pods of node n", new JsonEvents("test", bytes))) {
      in.nextDocument();
      return ServedPod.read(in);
    }
  }

  private static Known<ServedPod> known(String... pods) {
    return Known.<ServedPod>nothing()
        .listed(Arrays.stream(pods).map(NodePodsTest::read).toList());
  }

  private static NodePods of(Known<ServedPod> known) {
    return new NodePods("n", () -> known, paths -> Optional.of(paths.get(1)));
  }

  private static NodePods withoutCgroups(Known<ServedPod> known) {
    return new NodePods("n", () -> known, paths -> Optional.empty());
  }

  private static List<String> names(NodePods pods) {
    return pods.workloads().stream().map(workload -> workload.id().name()).toList();
  }

  @Override
  protected WorkloadSource source() {
    return new NodePods("n", () -> heard, paths -> Optional.of(paths.get(1)));
  }

  @Override
  protected void runs(List<String> names) {
    heard = heard.listed(names.stream().map(name -> read(Served.pod(name, "1"))).toList());
  }

  @Override
  protected void breaks() {
    heard = heard.failed("cannot list: it is away; check it", NOW);
  }

  private static NodePods unreadable() {
    return of(Known.<ServedPod>nothing().failed("cannot list: it is away; check it", NOW));
  }

  @Test
  void workloads_nothingHeardYet_saysWhoseAndWhy() {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(of(Known.nothing())::workloads)
        .withMessage(
            "the pods of node n are not known yet: the API server has not told of them yet");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(unreadable()::workloads)
        .withMessage("the pods of node n are not known yet: cannot list: it is away; check it");
  }

  @Test
  void workloads_apiServerAway_areThoseHeardLast() {
    assertThat(names(of(known(Served.pod("a", "1")).failed("away", NOW)))).containsExactly("a");
  }

  @Test
  void workloads_cgroupThere_isNamed() {
    Workload pod =
        of(known(Served.pod("a", "1"))).workloads().stream().findFirst().orElseThrow();
    assertThat(pod.cgroup()).contains(new CgroupPath("/kubepods/burstable/poduid-a"));
  }

  /** Whoever may make a pod must not thereby take the agent's memory: 256 KiB of annotations are allowed. */
  @Test
  void workloads_annotations_onlyThoseThatSomebodyReadsAreKept() {
    String annotations =
        ",\"annotations\":{\"temper.io/workload-profile\":\"jvm\",\"infera.io/tier\":"
            + "\"high\",\"own.example/tier\":\"low\",\"lint-ignore.temper.io/smt_collision\":\"why\","
            + "\"example.com/notes\":\"" + "x".repeat(250_000)
            + "\",\"tiers\":\"none\",\"vpaUpdates\":\"long\","
            + "\"node.koordinator.sh/a\":\"long\",\"mykoordinator.sh/a\":\"x\"}";

    Workload pod = of(known(Served.pod("a", "1", RUNNING, annotations))).workloads().stream()
        .findFirst()
        .orElseThrow();

    assertThat(pod.annotations())
        .containsOnlyKeys(
            "temper.io/workload-profile",
            "infera.io/tier",
            "own.example/tier",
            "lint-ignore.temper.io/smt_collision",
            "vpaUpdates",
            "node.koordinator.sh/a")
        .containsEntry("vpaUpdates", "");
    var suppressions = new SuppressionNotes(AnnotationPrefixes.STANDARD, Set.of("smt_collision"))
        .read(WorkloadSet.of(List.of(pod)));
    assertThat(suppressions.all())
        .extracting(Suppression::rule)
        .as("the linter finds it in what is kept")
        .containsExactly("smt_collision");
  }

  @Test
  void workloads_longValues_areCut() {
    String annotations = ",\"annotations\":{\"temper.io/tier\":\"" + "x".repeat(100_000)
        + "\",\"infera.io/tier\":\"" + "y".repeat(1024)
        + "\",\"lint-ignore.temper.io/a\":\"" + "z".repeat(2000) + " (until 2027-01-31)\"}";

    assertThat(annotationsOf(annotations))
        .containsEntry("temper.io/tier", "x".repeat(1024))
        .containsEntry("infera.io/tier", "y".repeat(1024))
        .as("without its expiry it must not count")
        .containsEntry("lint-ignore.temper.io/a", "");
  }

  @Test
  void workloads_manyAnnotations_aHundredAreKept() {
    String many = IntStream.range(0, 500)
        .mapToObj(i -> "\"p" + (1000 + i) + ".example/tier\":\"low\"")
        .collect(Collectors.joining(",", ",\"annotations\":{", "}"));

    assertThat(annotationsOf(many))
        .hasSize(100)
        .containsKeys("p1000.example/tier", "p1099.example/tier");
  }

  private static Map<String, String> annotationsOf(String annotations) {
    return of(known(Served.pod("a", "1", RUNNING, annotations))).workloads().stream()
        .findFirst()
        .orElseThrow()
        .annotations();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50_001, 100_000, 3 * 1024 * 1024})
  void workloads_keyOfAnyLengthThatTheApiServerAccepts_spoilsNothing(int length) {
    String managed = ",\"managedFields\":[{\"fieldsV1\":{\"k:" + "x".repeat(length) + "\":{}}}]";
    assertThat(names(of(known(Served.pod("a", "1", RUNNING, managed))))).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Succeeded", "Failed"})
  void workloads_podEnded_isLeftOut(String phase) {
    String ended = Served.pod("done", "1", "\"phase\":\"" + phase + "\"", "");
    assertThat(names(of(known(Served.pod("a", "1"), ended)))).containsExactly("a");
  }

  @Test
  void workloads_terminating_countsWhileItsCgroupIsThere() {
    Known<ServedPod> going = known(Served.pod("going", "1", RUNNING, DELETED));
    assertThat(names(of(going))).containsExactly("going");
    assertThat(names(withoutCgroups(going))).isEmpty();
  }

  @Test
  void workloads_cgroupNotThereYet_countsWithoutIt() {
    Known<ServedPod> coming = known(Served.pod("coming", "1", "\"phase\":\"Pending\"", ""));
    assertThat(withoutCgroups(coming).workloads().stream().map(Workload::cgroup))
        .containsExactly(Optional.empty());
  }

  private static String running(String name) {
    return Served.pod(name, "1");
  }

  /** Turned by hand. */
  private static final class Clocks implements Ticker {
    private long nanos = Long.MAX_VALUE;

    void pass(Duration time) {
      nanos += time.toNanos();
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Instant now() {
      return NOW;
    }
  }

  /** With a group for those pods that are here now. */
  private NodePods enforced(String... pods) {
    heard = known(pods);
    var places = new PodPlaces(
        paths -> paths.stream()
            .filter(path -> here.stream().anyMatch(name -> path.value().endsWith("uid-" + name)))
            .findFirst(),
        List::of,
        clocks);
    return new NodePods("n", () -> heard, places, new LostPods(clocks)::among);
  }

  /** Looks as often as an agent does at least. */
  private void passLooking(NodePods pods, Duration time) {
    Duration step = Duration.ofMinutes(5);
    for (Duration left = time; !left.isZero(); ) {
      Duration next = left.compareTo(step) < 0 ? left : step;
      clocks.pass(next);
      pods.workloads();
      left = left.minus(next);
    }
  }

  @Test
  void workloads_groupIsMissedForLong_keepsNoCpusAndIsNoted() {
    NodePods pods = enforced(running("here"), running("lost"));
    assertThat(names(pods)).containsExactly("here", "lost");
    passLooking(pods, LostPods.PATIENCE.minusNanos(1));
    assertThat(names(pods)).containsExactly("here", "lost");
    assertThat(pods.notes()).isEmpty();
    passLooking(pods, Duration.ofNanos(1));
    assertThat(names(pods)).containsExactly("here");
    assertThat(pods.notes())
        .singleElement()
        .asString()
        .startsWith("pod test/lost runs, as the API server has it, and has no control group here")
        .contains("in no plan until it has one", "delete it");
  }

  /** As after the node was started again: the API server says that they have run for days. */
  @Test
  void workloads_groupsOfPodsThatStartedLongAgoAreLate_allCountForTenMinutes() {
    String[] old = Stream.of("a", "b", "here")
        .map(name -> Served.pod(name, "1", RUNNING + ",\"startTime\":\"2026-10-01T00:00:00Z\"", ""))
        .toArray(String[]::new);
    NodePods pods = enforced(old);
    assertThat(names(pods)).containsExactly("a", "b", "here");
    passLooking(pods, LostPods.PATIENCE.minusSeconds(1));
    assertThat(names(pods)).containsExactly("a", "b", "here");
  }

  @Test
  void workloads_groupIsSeenMeanwhile_isWaitedForAnew() {
    NodePods pods = enforced(running("here"), running("a"));
    pods.workloads();
    passLooking(pods, LostPods.PATIENCE);
    assertThat(names(pods)).containsExactly("here");
    here = Set.of("here", "a");
    assertThat(names(pods)).containsExactly("a", "here");
    here = Set.of("here");
    passLooking(pods, LostPods.PATIENCE.minusSeconds(1));
    assertThat(names(pods)).containsExactly("a", "here");
  }

  @Test
  void workloads_podDoesNotRunYet_itsGroupIsNotMissed() {
    String pending = Served.pod("a", "1", "\"phase\":\"Pending\"", "");
    NodePods pods = enforced(running("here"), pending);
    passLooking(pods, Duration.ofDays(1));
    assertThat(names(pods)).containsExactly("a", "here");
    heard = known(running("here"), running("a"));
    passLooking(pods, LostPods.PATIENCE.minusSeconds(1));
    assertThat(names(pods)).containsExactly("a", "here");
  }

  /** Whoever enforces does not fence CPUs for pods that are nowhere; one sentence says so of all. */
  @Test
  void workloads_allGroupsAreMissedForLong_noneKeepsCpusAndIsNotedOnce() {
    NodePods pods = enforced(running("a"), running("b"));
    passLooking(pods, Duration.ofDays(1));
    assertThat(names(pods)).isEmpty();
    assertThat(pods.notes()).singleElement().asString().startsWith("no pod has a control group");
  }

  /** On a laptop no pod of the node has a group. */
  @Test
  void workloads_ofWhoOnlyLooks_areAllHoweverLongTheyAreMissed() {
    heard = known(running("a"));
    var places = new PodPlaces(paths -> Optional.empty(), List::of, clocks);
    var pods = new NodePods("n", () -> heard, places, NodePods::giveUpNone);
    passLooking(pods, Duration.ofDays(1));
    assertThat(names(pods)).containsExactly("a");
  }

  @Test
  void workloads_manyAreLost_someAreNamedAndTheOthersCounted() {
    NodePods pods =
        enforced(Stream.concat(Stream.of("here"), IntStream.range(0, 8).mapToObj(i -> "lost" + i))
            .map(NodePodsTest::running)
            .toArray(String[]::new));
    pods.workloads();
    passLooking(pods, LostPods.PATIENCE);
    assertThat(names(pods)).containsExactly("here");
    assertThat(pods.notes())
        .hasSize(6)
        .last()
        .isEqualTo("3 more pods run without a control group here");
  }

  @Test
  void workloads_resizeGranted_goByWhatTheKubeletActuated() {
    String resized = Served.pod(
        "a",
        "4",
        RUNNING
            + ",\"containerStatuses\":[{\"name\":\"c\",\"resources\":{\"requests\":{\"cpu\":\"1500m\"}},"
            + "\"allocatedResources\":{\"cpu\":\"4\"}}]",
        "");
    assertThat(of(known(resized)).workloads().stream().map(Workload::request))
        .containsExactly(CpuQuantity.ofMillis(1500));
  }

  /** A pod with the annotations of the mirror of a static pod whose file has such a hash. */
  private static String mirror(String name, String hash) {
    return Served.pod(
        name,
        "1",
        RUNNING,
        ",\"annotations\":{\"kubernetes.io/config.hash\":\"" + hash
            + "\",\"kubernetes.io/config.mirror\":\"" + hash + "\"}");
  }

  @Test
  void workloads_mirrorNamesTheCgroupOfAnotherPod_thatPodHasItAndTheMirrorIsNoted() {
    NodePods pods = of(known(Served.pod("a", "1"), mirror("thief", "uid-a")));
    assertThat(names(pods)).containsExactly("a");
    assertThat(pods.notes())
        .singleElement()
        .asString()
        .startsWith("pod test/thief names the cgroup of another pod");
  }

  @Test
  void workloads_mirrorsNameOneCgroup_noneHasItAndAllAreNoted() {
    NodePods pods = of(known(mirror("m", "0123"), mirror("n", "0123"), Served.pod("a", "1")));
    assertThat(names(pods)).containsExactly("a");
    assertThat(pods.notes())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("pod test/m names"),
            second -> assertThat(second).startsWith("pod test/n names"));
  }

  @Test
  void workloads_mirrorNamesTheCgroupOfAPodThatEnded_hasIt() {
    String ended = Served.pod("done", "1", "\"phase\":\"Failed\",\"qosClass\":\"Burstable\"", "");
    NodePods pods = of(known(ended, mirror("m", "uid-done")));
    assertThat(names(pods)).containsExactly("m");
    assertThat(pods.notes()).isEmpty();
  }

  @Test
  void workloads_mirrorPod_isFoundByTheHashOfItsFile() {
    assertThat(of(known(mirror("static", "0123abcd"))).workloads().stream().map(Workload::cgroup))
        .containsExactly(Optional.of(new CgroupPath("/kubepods/burstable/pod0123abcd")));
  }

  @Test
  void workloads_onePodMakesNoSense_othersCountAndItIsNoted() {
    NodePods pods = of(known(Served.pod("a", "1"), Served.pod("odd", "100000")));
    assertThat(names(pods)).containsExactly("a");
    assertThat(pods.notes())
        .singleElement()
        .asString()
        .contains("pod test/odd, container c")
        .endsWith("until then its threads count among those of no pod");
  }

  @Test
  void notes_manyPodsMakeNoSense_areCutAndCounted() {
    String[] odd = new String[8];
    Arrays.setAll(odd, i -> Served.pod("odd" + i, "100000"));
    assertThat(of(known(odd)).notes())
        .hasSize(6)
        .last()
        .isEqualTo("3 more pods cannot be used either");
  }

  @Test
  void notes_apiServerAway_saySinceWhen() {
    assertThat(of(known().failed("it is away", NOW)).notes())
        .containsExactly(
            "it is away; what was heard before stays in force, since 2026-11-02T10:00:00Z");
  }

  @Test
  void notes_apiServerAwayFromTheStart_sayNothingOfBefore() {
    assertThat(of(Known.<ServedPod>nothing().failed("it is away", NOW)).notes())
        .containsExactly("it is away; so since 2026-11-02T10:00:00Z");
  }

  @Test
  void notes_allIsWell_areNone() {
    assertThat(of(known(Served.pod("a", "1"))).notes()).isEmpty();
  }
}
