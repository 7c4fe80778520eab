package io.temper.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.EnforcingHost;
import io.temper.agent.KernelGroups;
import io.temper.agent.demo.node.Await;
import io.temper.observe.ThreadStats;
import io.temper.spi.ThreadWatch;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the scheduler itself has the threads of a profiled JVM. */
@Tag("kernel")
class ProfilesKernelTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup/temper-profiles-test");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  private static final String URGENT = "@L:checkout";

  /** By this test's own knowledge, not by the profile: what nobody waits for. */
  private static final Pattern YIELDING = Pattern.compile(
      "C[12] CompilerThre|G1 Service|[XZ]Stat|[XZ]Uncommitter.*|[XZ]Unmapper|Sweeper thread|@Y:reports");

  @TempDir
  Path folder;

  @BeforeEach
  void makeGroups() throws IOException {
    Files.createDirectories(ROOT.resolve("web"));
  }

  @AfterEach
  void removeGroups() throws IOException {
    KernelGroups.remove(ROOT);
  }

  private static Workload web(String profile) {
    return Workload.builder(WorkloadId.of("test", "web"))
        .priority(100_000)
        .request(CpuQuantity.ofMillis(500))
        .cgroup(new CgroupPath("/temper-profiles-test/web"))
        .annotations(Map.of("temper.io/workload-profile", profile))
        .build();
  }

  private static JvmInGroup jvm(String collector) throws IOException {
    return JvmInGroup.start(
        ROOT.resolve("web"),
        List.of("-XX:+Use" + collector + "GC", "-Xmx96m", "-XX:ActiveProcessorCount=4"),
        GroupedProgram.class);
  }

  private static String expectedLayer(String name) {
    if (URGENT.equals(name)) {
      return "high/latency";
    }
    return YIELDING.matcher(name).matches() ? "high/yield" : "high";
  }

  @ParameterizedTest
  @ValueSource(strings = {"G1", "Z"})
  void everyThreadOfAJvm_isInTheLayerOfItsGroup(String collector, TestReporter reporter)
      throws Exception {
    try (var jvm = jvm(collector);
        var host = EnforcingHost.enforcing(folder, web("jvm"));
        var watches = new Watches(host)) {
      watches.untilAllAreAsExpected(jvm, ProfilesKernelTest::expectedLayer);
      var names = jvm.threads().values();
      assertThat(names).contains("C1 CompilerThre", "VM Thread", URGENT, "@Y:reports");
      assertThat(names)
          .anyMatch(name -> name.matches(collector.equals("G1") ? "GC Thread#.*" : "[XZ]Director"));
      assertThat(host.problems()).isEmpty();
      reporter.publishEntry("threads of a JVM with " + collector, watches.byLayer(jvm));
    }
  }

  @Test
  void declinedProfile_leavesAllThreadsInTheLayerOfTheirTier() throws Exception {
    try (var jvm = jvm("G1");
        var host = EnforcingHost.enforcing(folder, web("none"));
        var watches = new Watches(host)) {
      watches.untilAllAreAsExpected(jvm, name -> "high");
    }
  }

  /** What the scheduler says of threads. */
  private record Watches(EnforcingHost host, Map<Integer, ThreadWatch> open)
      implements AutoCloseable {
    Watches(EnforcingHost host) {
      this(host, new HashMap<>());
    }

    void untilAllAreAsExpected(JvmInGroup jvm, UnaryOperator<String> expected) throws Exception {
      var wrong = new TreeMap<String, String>();
      long end = System.nanoTime() + PATIENCE.toNanos();
      do {
        jvm.threads().keySet().forEach(this::watch);
        jvm.stopAndGoOn();
        Await.pause(BETWEEN_LOOKS);
        wrong.clear();
        jvm.threads().forEach((tid, name) -> {
          String layer = layerOf(tid).orElse("not seen");
          if (!layer.equals(expected.apply(name))) {
            wrong.put(name, layer + ", not " + expected.apply(name));
          }
        });
      } while (!wrong.isEmpty() && System.nanoTime() < end);
      assertThat(wrong).isEmpty();
    }

    String byLayer(JvmInGroup jvm) throws IOException {
      var layers = new TreeMap<String, TreeMap<String, Integer>>();
      jvm.threads().forEach((tid, name) -> layers
          .computeIfAbsent(layerOf(tid).orElse("not seen"), unused -> new TreeMap<>())
          .merge(name, 1, Integer::sum));
      return layers.toString();
    }

    private void watch(int tid) {
      if (!open.containsKey(tid)) {
        host.scheduler().watch(tid).ifPresent(watch -> open.put(tid, watch));
      }
    }

    private Optional<String> layerOf(int tid) {
      return Optional.ofNullable(open.get(tid)).flatMap(ThreadWatch::read).map(ThreadStats::layer);
    }

    @Override
    public void close() {
      open.values().forEach(ThreadWatch::close);
    }
  }
}
