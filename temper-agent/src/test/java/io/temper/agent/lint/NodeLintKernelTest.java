package io.temper.agent.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import io.temper.agent.EnforcingHost;
import io.temper.agent.EnforcingHost.Setup;
import io.temper.agent.demo.node.Await;
import io.temper.agent.json.LintJson;
import io.temper.bpf.SchedExtObserver;
import io.temper.bpf.SchedExtOptions;
import io.temper.kernel.KernelLayer;
import io.temper.lint.LintResult;
import io.temper.lint.rule.LintScope;
import io.temper.linux.SysfsTopology;
import io.temper.node.CpuSet;
import io.temper.profile.MachineFilter;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import io.temper.testkit.kernel.TestForm;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What {@code temper lint} says of a host on which an agent enforces, well and with faults in it. */
@Tag("kernel")
@LongFormOnly
@MachineShape("4,smt=2")
class NodeLintKernelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(TestForm.choose(90, 300));
  private static final String IRQ_ON_FENCE = "irq_on_fence";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  /** The daemon looks every ten seconds, and less often where a look takes as long as under emulation. */
  private static final NodeLint.Pace PACE =
      new NodeLint.Pace(Duration.ofSeconds(TestForm.choose(1, 10)), 0);

  /** More samples than the filter remembers. */
  private static final Duration SETTLED = PACE.pause().multipliedBy(8);

  private static final ThreadProfile PROFILE = new ThreadProfile(
      "lint-test",
      "this test",
      true,
      List.of(),
      MachineFilter.ANY,
      false,
      List.of(ProfileGroup.of("helpers", ThreadTreatment.YIELD, "helper")));

  private static final List<Workload> WORKLOADS = List.of(
      FaultyNode.workload("db", 1_000_000).request(CpuQuantity.ofMillis(1500)).build(),
      FaultyNode.workload("web", 100_000)
          .request(CpuQuantity.ofMillis(200))
          .annotations(Map.of("temper.io/workload-profile", PROFILE.id()))
          .build(),
      FaultyNode.workload("capped", 0).request(CpuQuantity.ofMillis(100)).build(),
      FaultyNode.workload("fleeting", 0).request(CpuQuantity.ofMillis(100)).build(),
      FaultyNode.workload("batch", -500).build());

  @TempDir
  Path folder;

  private FaultyNode node;

  @BeforeEach
  void startWorkloads() throws Exception {
    node = FaultyNode.with(WORKLOADS);
    node.limit("capped", 200);
    for (String group : List.of("db", "web", "capped", "batch")) {
      node.nap(group);
    }
  }

  @AfterEach
  void endWorkloads() throws Exception {
    node.close();
    node.sendInterrupts(SysfsTopology.read().topology().online().toString());
  }

  private EnforcingHost enforcing() {
    return EnforcingHost.enforcing(
        folder,
        Setup.PLAIN.with(ProfileCatalog.of(List.of(PROFILE))).linting(PACE),
        WORKLOADS.toArray(Workload[]::new));
  }

  private static CpuSet fence() {
    try (var observer = SchedExtObserver.find(SchedExtOptions.builder().build()).orElseThrow()) {
      return observer.config().layers().stream()
          .filter(layer -> layer.kind() == KernelLayer.Kind.CONFINED)
          .map(KernelLayer::preferred)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void plantedFaults_areSeenOnceTheyPersistAndGoneAfterTheirRepair(TestReporter reporter)
      throws Exception {
    Process helper = node.sleepAs("helper", folder, "web");
    try (EnforcingHost host = enforcing()) {
      CpuSet fence = fence();
      CpuSet outside = SysfsTopology.read().topology().online().minus(fence);
      reporter.publishEntry("fence", fence.toString());
      reporter.publishEntry(
          "interrupts that cannot be moved",
          node.sendInterrupts(outside.toString()).toString());

      Await.pause(SETTLED);
      reporter.publishEntry("outcomes of a sound node", outcomes(host));
      assertThat(violations(host)).as("a sound node").isEmpty();
      int kept = interruptsOnFence(host);

      int fenced = fence.first();
      long planted = System.nanoTime();
      boolean isSent = node.sendOneInterrupt(fenced).isPresent();
      Process pinned = node.spinOn(fenced, "batch");
      Process busy = node.spin("capped");
      assertThat(host.scheduler().assign(Math.toIntExact(busy.pid()), "background"))
          .isTrue();
      node.remove("fleeting");
      var expected = Set.of(
          "layer_mismatch",
          "limit_exceeded",
          "member_unresolved",
          "pinned_thread_on_fence",
          "thread_outside_group");
      try (var thief = new NoteThief(host.scheduler(), Math.toIntExact(helper.pid()))) {
        awaitViolations(host, expected);
        reporter.publishEntry("faults seen after", seconds(planted));
        reporter.publishEntry("faults", violated(host).toString());
        assertThat(thief.stolen()).isPositive();
      }
      reporter.publishEntry(
          "interrupts behind the fence", kept + ", then " + interruptsOnFence(host));
      assertThat(interruptsOnFence(host)).isEqualTo(isSent ? kept + 1 : kept);
      assertThat(evidence(host, "pinned_thread_on_fence")).contains("workload test/batch");
      assertThat(evidence(host, "limit_exceeded")).contains("workload test/capped");
      assertThat(evidence(host, "layer_mismatch")).contains("background");
      assertThat(evidence(host, "thread_outside_group")).contains("helper[" + helper.pid() + "]");
      assertThat(evidence(host, "member_unresolved")).contains("fleeting");

      long repaired = System.nanoTime();
      node.end(pinned);
      node.end(busy);
      node.make("fleeting");
      node.sendInterrupts(outside.toString());
      awaitViolations(host, Set.of());
      reporter.publishEntry("repairs seen after", seconds(repaired));
      assertThat(interruptsOnFence(host)).isEqualTo(kept);
    }
  }

  private static String seconds(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0 + " s";
  }

  private static void awaitViolations(EnforcingHost host, Set<String> expected) {
    Await.until(
        PATIENCE,
        () -> {
          Await.pause(BETWEEN_LOOKS);
          return violated(host).equals(expected);
        },
        () -> "expected " + expected + ": " + violations(host) + "\n" + outcomes(host));
  }

  /** What a user sees of the rules about the node; a fault in a plan was there before. */
  private static List<LintResult> results(EnforcingHost host) {
    return LintJson.read(answer(host).out()).parts().stream()
        .flatMap(part -> part.report().results().stream())
        .filter(result -> result.rule().scope() == LintScope.NODE)
        .toList();
  }

  /** A sample that is three pauses old is none, and on a busy machine one may be late. */
  private static CommandRun answer(EnforcingHost host) {
    var last = new AtomicReference<CommandRun>();
    Await.until(
        PATIENCE,
        () -> {
          last.set(host.command("lint", "--fail-on", "never", "-o", "json"));
          return last.get().exitCode() == 0;
        },
        () -> "the agent has no findings: " + last.get().err());
    return last.get();
  }

  private static List<LintResult> violations(EnforcingHost host) {
    return results(host).stream()
        .filter(LintResult::isViolation)
        .filter(result -> !result.id().value().equals(IRQ_ON_FENCE))
        .toList();
  }

  /** Never none: an emulated disk has one for each CPU, and the kernel lets nobody move those. */
  private static int interruptsOnFence(EnforcingHost host) {
    return results(host).stream()
        .filter(result -> result.id().value().equals(IRQ_ON_FENCE))
        .flatMap(result -> result.violation().stream())
        .mapToInt(violation -> Integer.parseInt(violation.evidence().observed()))
        .sum();
  }

  private static Set<String> violated(EnforcingHost host) {
    return violations(host).stream()
        .map(result -> result.id().value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String evidence(EnforcingHost host, String rule) {
    return violations(host).stream()
        .filter(result -> result.id().value().equals(rule))
        .map(result -> result.subject() + ": " + result.outcome().text())
        .collect(Collectors.joining("; "));
  }

  private static String outcomes(EnforcingHost host) {
    Map<String, List<String>> byOutcome = new TreeMap<>();
    for (LintResult result : results(host)) {
      boolean isPlain = result.outcome().label().equals("pass")
          || result.outcome().label().equals("not_applicable");
      byOutcome
          .computeIfAbsent(result.outcome().label(), unused -> new ArrayList<>())
          .add(result.id() + (isPlain ? "" : " (" + result.outcome().text() + ")"));
    }
    return byOutcome.toString();
  }
}
