package io.temper.agent.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.temper.agent.EnforcingHost;
import io.temper.agent.KernelGroups;
import io.temper.agent.demo.node.Await;
import io.temper.linux.CgroupTree;
import io.temper.linux.SysfsTopology;
import io.temper.linux.ThreadTable;
import io.temper.linux.UsageReader;
import io.temper.plan.TierPlanner;
import io.temper.rightsize.Advice;
import io.temper.rightsize.CurrentResources;
import io.temper.rightsize.Reason;
import io.temper.rightsize.Recommendation;
import io.temper.rightsize.Rightsizer;
import io.temper.rightsize.SizingContext;
import io.temper.rightsize.ThreadAwareEstimator;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.Verdict;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.UsageReading;
import io.temper.rightsize.usage.UsageSample;
import io.temper.runtime.usage.SchedulerUse;
import io.temper.runtime.usage.UsageLook;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.MachineShape;
import io.temper.testkit.kernel.TestForm;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What is recommended for containers of known demand, beside a neighbour of a higher tier. */
@Tag("kernel")
@LongFormOnly
@MachineShape("4,smt=2")
class RightsizeKernelTest {
  private static final String NAME = "temper-rightsize-test";
  private static final Path ROOT = Path.of("/sys/fs/cgroup").resolve(NAME);
  private static final Duration WINDOW = Duration.ofMillis(TestForm.choose(400, 4000));

  /** As many as a lower request takes. */
  private static final int WINDOWS = 60;

  private static final int WINDOWS_ALONE = 20;
  private static final int NEIGHBOURS = 12;
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /** How far the estimate may be off what the container used while it was alone. */
  private static final double ERROR = 0.25;

  private static final Workload STARVED = workload("starved", -50, 100);
  private static final Workload PADDED = workload("padded", 0, 1000);
  private static final Workload NEIGHBOUR = workload("neighbour", 100_000, 500);

  @TempDir
  Path folder;

  private final List<Process> processes = new ArrayList<>();

  private static Workload workload(String name, int priority, int millis) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(priority)
        .request(CpuQuantity.ofMillis(millis))
        .cgroup(new CgroupPath("/" + NAME + "/" + name))
        .build();
  }

  @BeforeEach
  void makeGroups() throws IOException {
    for (Workload workload : List.of(STARVED, PADDED, NEIGHBOUR)) {
      Files.createDirectories(ROOT.resolve(workload.id().name()));
    }
  }

  @AfterEach
  void endProcesses() throws IOException {
    processes.forEach(process -> process.destroyForcibly().onExit().join());
    KernelGroups.remove(ROOT);
  }

  private void start(Workload workload, String script) throws IOException {
    Path group = ROOT.resolve(workload.id().name());
    processes.add(
        new ProcessBuilder("sh", "-c", "echo $$ > '" + group + "/cgroup.procs'; " + script)
            .start());
  }

  @Test
  void containersOfKnownDemand_areSaidStarvedAndPadded_withTheNeighbourThatDelays(
      TestReporter reporter) throws Exception {
    start(PADDED, "while :; do sleep 0.2; done");
    try (var worker = JvmInGroup.start(
            ROOT.resolve(STARVED.id().name()),
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m"),
            DutyCycle.class,
            "1",
            "20",
            "30");
        var host = EnforcingHost.enforcing(folder, STARVED, PADDED, NEIGHBOUR)) {
      assertThat(worker.threads()).isNotEmpty();
      Looks looks = new Looks(host);
      Await.pause(SETTLING);
      double wanted = Looks.used(STARVED, looks.windows(WINDOWS_ALONE));
      for (int i = 0; i < NEIGHBOURS; i++) {
        start(NEIGHBOUR, "while :; do :; done");
      }
      Await.pause(SETTLING);
      var samples = looks.windows(WINDOWS);

      UsageHistory history = Looks.history(STARVED, samples);
      double got = Looks.used(STARVED, samples);
      double estimate = ThreadAwareEstimator.estimate(history).typical();
      reporter.publishEntry(
          "wanted, got, estimate",
          String.format(Locale.ROOT, "%.3f, %.3f, %.3f CPUs", wanted, got, estimate));
      UsageSample all = Looks.all(STARVED, samples);
      reporter.publishEntry("its waits and their causes", all.queueWait() + " " + all.delayedBy());
      reporter.publishEntry("delays of layers", host.scheduler().delays().toString());
      Recommendation starved = recommended(STARVED, history);
      reporter.publishEntry("starved", text(starved));
      assertThat(starved.verdict()).isEqualTo(Verdict.STARVED);
      assertThat(starved.advice()).contains(Advice.RAISE_REQUEST);
      assertThat(got).isLessThan(wanted * (1 - ERROR));
      assertThat(estimate).isCloseTo(wanted, within(ERROR * wanted));
      assertThat(starved.reasons())
          .filteredOn(reason -> reason instanceof Reason.DelayedBy)
          .singleElement()
          .satisfies(reason -> assertThat(((Reason.DelayedBy) reason).layer()).isEqualTo("high"));
      assertThat(starved.reasons())
          .as("all siblings are busy")
          .anyMatch(reason -> reason instanceof Reason.SiblingPressure);

      Recommendation padded = recommended(PADDED, Looks.history(PADDED, samples));
      reporter.publishEntry("padded", text(padded));
      assertThat(padded.verdict()).isEqualTo(Verdict.PADDED);
      assertThat(padded.advice()).contains(Advice.LOWER_REQUEST);
    }
  }

  private static Recommendation recommended(Workload workload, UsageHistory history) {
    return Rightsizer.standard()
        .recommend(
            history,
            new CurrentResources(workload.request(), Optional.empty()),
            SizingContext.PLAIN);
  }

  private static String text(Recommendation what) {
    return what.verdict() + " " + what.advice() + " "
        + what.reasons().stream().map(Reason::sentence).toList();
  }

  /** Looks at the containers as the agent does, only more often. */
  private static final class Looks {
    private static final WorkloadSet ALL = WorkloadSet.of(STARVED, PADDED, NEIGHBOUR);

    private final UsageReader reader;
    private final SchedulerUse scheduler;

    Looks(EnforcingHost host) {
      var topology = SysfsTopology.read().topology();
      var plan = TierPlanner.standard().plan(ALL, topology);
      reader = new UsageReader(
          CgroupTree.open(CgroupTree.DEFAULT_ROOT),
          ThreadTable.open(ThreadTable.DEFAULT_ROOT),
          topology.cpus().size(),
          Instant::now,
          System::nanoTime);
      scheduler = new SchedulerUse(
          () -> Optional.of(host.scheduler()),
          () -> Optional.of(plan),
          () -> Optional.of(topology));
    }

    private Map<ContainerId, UsageReading> look() {
      Map<ContainerId, UsageReading> readings = new HashMap<>();
      ALL.forEach(workload -> readings.putAll(reader.read(
          workload.id().namespace(), workload.id().name(), workload.cgroup().orElseThrow())));
      return scheduler.apply(UsageLook.of(readings)).readings();
    }

    /** Returns so many windows of each workload. */
    Map<WorkloadId, List<UsageSample>> windows(int count) {
      Map<WorkloadId, List<UsageSample>> samples = new HashMap<>();
      Map<ContainerId, UsageReading> before = look();
      for (int i = 0; i < count; i++) {
        Await.pause(WINDOW);
        Map<ContainerId, UsageReading> now = look();
        for (var entry : now.entrySet()) {
          UsageReading then = before.get(entry.getKey());
          if (then != null) {
            entry.getValue().since(then, false, 0).ifPresent(sample -> samples
                .computeIfAbsent(
                    WorkloadId.of(entry.getKey().namespace(), entry.getKey().workload()),
                    key -> new ArrayList<>())
                .add(sample));
          }
        }
        before = now;
      }
      return samples;
    }

    static UsageSample all(Workload workload, Map<WorkloadId, List<UsageSample>> samples) {
      return UsageSample.joined(samples.getOrDefault(workload.id(), List.of()));
    }

    static double used(Workload workload, Map<WorkloadId, List<UsageSample>> samples) {
      UsageSample all = all(workload, samples);
      return all.run().toNanos() / (double) all.length().toNanos();
    }

    static UsageHistory history(Workload workload, Map<WorkloadId, List<UsageSample>> samples) {
      UsageHistory history = UsageHistory.EMPTY;
      for (UsageSample sample : samples.getOrDefault(workload.id(), List.of())) {
        history = history.plus(sample);
      }
      return history;
    }
  }
}
