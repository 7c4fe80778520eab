package io.temper.k8s.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.k8s.ServedPod;
import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.JsonEvents;
import io.temper.linux.CgroupTree;
import io.temper.runtime.clock.Ticker;
import io.temper.workload.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where pods are found in a made-up tree of control groups. */
class PodPlacesTest {
  private static final String RUNNING = Served.pod("a", "1");
  private static final String PENDING = Served.pod("a", "1", "\"phase\":\"Pending\"", "");

  @TempDir
  private Path root;

  private final Clocks clocks = new Clocks();
  private Known<ServedPod> known = Known.nothing();
  private NodePods pods;
  private int looks;

  /** Turned by hand. */
  private static final class Clocks implements Ticker {
    private long nanos;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plusNanos(nanos);
    }
  }

  @BeforeEach
  void openTheTree() throws IOException {
    Files.createFile(root.resolve("cgroup.controllers"));
    CgroupTree tree = CgroupTree.open(root);
    var places = new PodPlaces(
        tree::firstExisting,
        () -> {
          looks++;
          return tree.kubeletRoots();
        },
        clocks);
    pods = new NodePods("n", () -> known, places, NodePods::giveUpNone);
  }

  private void heard(String... json) {
    known = Known.<ServedPod>nothing()
        .listed(Arrays.stream(json).map(PodPlacesTest::read).toList());
  }

  private static ServedPod read(String json) {
    var bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    try (var in = new DocumentReader("the pods of node n", new JsonEvents("test", bytes))) {
      in.nextDocument();
      return ServedPod.read(in);
    }
  }

  private void group(String path) throws IOException {
    Files.createDirectories(root.resolve(path.substring(1)));
  }

  private List<String> found() {
    return pods.workloads().stream()
        .map(Workload::cgroup)
        .flatMap(Optional::stream)
        .map(Object::toString)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tenants/kubepods/burstable/poduid-a",
        "/tenants/a/b/kubepods/burstable/poduid-a",
        "/node.slice/node-pods.slice/node-pods-kubepods.slice/node-pods-kubepods-burstable.slice/"
            + "node-pods-kubepods-burstable-poduid_a.slice"
      })
  void rootOfItsOwn_ofEitherDriver_isFoundAndToldOf(String path) throws IOException {
    group(path);
    heard(RUNNING);
    assertThat(found()).containsExactly(path);
    assertThat(pods.information())
        .singleElement()
        .asString()
        .contains("are in " + path.substring(0, path.indexOf("/", path.indexOf("kubepods"))));
    assertThat(pods.notes()).isEmpty();
  }

  @Test
  void rootOfItsOwn_onceFound_isUsedWithoutLookingAgain() throws IOException {
    group("/tenants/kubepods/burstable/poduid-a");
    heard(RUNNING);
    found();
    group("/tenants/kubepods/burstable/poduid-b");
    heard(RUNNING, Served.pod("b", "1"));
    clocks.nanos += Duration.ofHours(1).toNanos();
    assertThat(found()).hasSize(2);
    assertThat(looks).isOne();
  }

  /** Kubelets in containers, as kind runs them, are others. */
  @Test
  void rootsOfSeveralKubelets_theOneThatHoldsThePodsOfThisNodeCounts() throws IOException {
    group("/a/kubepods/burstable/poduid-other");
    group("/b/kubepods/burstable/poduid-a");
    group("/b/kubepods/burstable/poduid-b");
    // Left behind by an earlier kubelet.
    group("/c/kubepods/burstable/poduid-a");
    heard(RUNNING, Served.pod("b", "1"));
    assertThat(found())
        .containsExactly("/b/kubepods/burstable/poduid-a", "/b/kubepods/burstable/poduid-b");
  }

  @Test
  void usualRoot_isNotLookedFor() throws IOException {
    group("/kubepods/burstable/poduid-a");
    group("/tenants/kubepods/burstable/poduid-b");
    heard(RUNNING, Served.pod("b", "1"));
    assertThat(found()).containsExactly("/kubepods/burstable/poduid-a");
    assertThat(looks).isZero();
    assertThat(pods.information()).isEmpty();
    assertThat(pods.notes()).isEmpty();
  }

  @Test
  void podsThatOnlyWillRun_areWaitedForWithoutLooking() {
    heard(PENDING);
    assertThat(found()).isEmpty();
    assertThat(looks).isZero();
    assertThat(pods.notes()).isEmpty();
  }

  @Test
  void nothingFound_isLookedForOnceAMinuteAndSaidUntilItIs() throws IOException {
    heard(RUNNING);
    for (int i = 0; i < 100; i++) {
      assertThat(found()).isEmpty();
    }
    assertThat(looks).isOne();
    assertThat(pods.notes())
        .singleElement()
        .asString()
        .startsWith("no pod has a control group here, though 1 of node n runs: ")
        .contains("--cgroup-root", "/sys/fs/cgroup");

    group("/tenants/kubepods/burstable/poduid-a");
    assertThat(found()).isEmpty();
    clocks.nanos += PodPlaces.LOOK_AGAIN.toNanos();
    assertThat(found()).hasSize(1);
    assertThat(looks).isEqualTo(2);
    assertThat(pods.notes()).isEmpty();
  }

  @Test
  void kubeletWithAnotherRoot_isFollowed() throws IOException {
    group("/tenants/kubepods/burstable/poduid-a");
    heard(RUNNING);
    found();
    group("/kubepods/burstable/poduid-b");
    heard(Served.pod("b", "1"));
    assertThat(found()).containsExactly("/kubepods/burstable/poduid-b");
    assertThat(pods.information()).isEmpty();
  }
}
