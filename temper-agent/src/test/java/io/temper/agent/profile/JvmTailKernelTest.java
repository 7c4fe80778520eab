package io.temper.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.EnforcingHost;
import io.temper.agent.KernelGroups;
import io.temper.agent.demo.node.Await;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.TestForm;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tail of a Java service beside batch work: on the stock scheduler, with its tier alone, and with the
 * profile of the JVM. Rounds of all three take turns, so that what changes meanwhile touches all.
 */
@Tag("kernel")
@LongFormOnly
class JvmTailKernelTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup/temper-tail-test");
  private static final int PORT = 6398;
  private static final int ROUNDS = 10;
  private static final int EVERY_MICROS = 50_000;
  private static final int ROUND_MILLIS = TestForm.choose(2000, 6000);
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private enum Arm {
    STOCK,
    TIER,
    PROFILE
  }

  @TempDir
  Path folder;

  private final List<Process> batch = new ArrayList<>();

  @BeforeEach
  void startBatch() throws IOException {
    for (String group : List.of("web", "client", "batch")) {
      Files.createDirectories(ROOT.resolve(group));
    }
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      batch.add(new ProcessBuilder(
              "sh", "-c", "echo $$ > '" + ROOT + "/batch/cgroup.procs'; while :; do :; done")
          .start());
    }
  }

  @AfterEach
  void endBatch() throws IOException {
    batch.forEach(process -> process.destroyForcibly().onExit().join());
    KernelGroups.remove(ROOT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"G1", "Z"})
  void tail_ofAJavaServiceBesideBatch_byArm(String collector, TestReporter reporter)
      throws Exception {
    Map<Arm, Tails> tails = new EnumMap<>(Arm.class);
    try (var service = JvmInGroup.start(
        ROOT.resolve("web"),
        List.of("-XX:+Use" + collector + "GC", "-Xmx160m"),
        TailService.class,
        Integer.toString(PORT))) {
      assertThat(service.threads()).isNotEmpty();
      ask();
      for (int round = 0; round < ROUNDS; round++) {
        for (int turn = 0; turn < Arm.values().length; turn++) {
          Arm arm = Arm.values()[(round + turn) % Arm.values().length];
          Tail tail = measure(arm, round);
          tails.computeIfAbsent(arm, unused -> new Tails()).add(tail);
          reporter.publishEntry(collector + " " + arm + " " + round, tail.toString());
        }
      }
    }
    tails.forEach(
        (arm, all) -> reporter.publishEntry(collector + " " + arm + " summary", all.toString()));
    for (Tails all : tails.values()) {
      assertThat(all.rounds()).isEqualTo(ROUNDS);
    }
    assertThat(p99(tails, Arm.TIER)).isLessThan(p99(tails, Arm.STOCK));
  }

  private static long p99(Map<Arm, Tails> tails, Arm arm) {
    return tails.getOrDefault(arm, new Tails()).median(Tail::p99);
  }

  private Tail measure(Arm arm, int round) throws IOException {
    if (arm == Arm.STOCK) {
      Await.pause(SETTLING);
      return ask();
    }
    String profile = arm == Arm.PROFILE ? "jvm" : "none";
    Path files = Files.createDirectories(folder.resolve(arm + "-" + round));
    try (var host = EnforcingHost.enforcing(
        files,
        workload("web", 100_000, profile),
        workload("client", 100_000, "none"),
        workload("batch", -500, "none"))) {
      Await.pause(SETTLING);
      assertThat(host.problems()).isEmpty();
      return ask();
    }
  }

  private static Tail ask() throws IOException {
    try (var client = JvmInGroup.start(
        ROOT.resolve("client"),
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"),
        TailClient.class,
        Integer.toString(PORT),
        Integer.toString(EVERY_MICROS),
        Integer.toString(ROUND_MILLIS))) {
      return Tail.parse(client.line());
    }
  }

  private static Workload workload(String name, int priority, String profile) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(priority)
        .request(CpuQuantity.ofMillis(500))
        .cgroup(new CgroupPath("/temper-tail-test/" + name))
        .annotations(Map.of("temper.io/workload-profile", profile))
        .build();
  }
}
