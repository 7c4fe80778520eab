package io.temper.examples.toy;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.plan.EnforcementPlan;
import io.temper.runtime.embedded.RunningNode;
import io.temper.spi.NodeReport;
import io.temper.testkit.FakeBackend;
import io.temper.testkit.FakeCgroups;
import io.temper.testkit.Topologies;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: from files of the platform to what is in force on a host without a kernel. */
class ToyNodeTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir
  private Path platform;

  private final FakeBackend host = new FakeBackend();
  private final FakeCgroups groups = new FakeCgroups();
  private RunningNode node;

  @BeforeEach
  void startWithTwoJobs() throws IOException {
    Files.createDirectory(platform.resolve("jobs"));
    submit("web", "priority=1000000\ncpus=2");
    submit("batch", "priority=-500");
    node = ToyNode.of(platform, host, groups, () -> Topologies.smt(4));
  }

  @AfterEach
  void end() {
    node.close();
    assertThat(host.inForce()).isEmpty();
  }

  private void submit(String name, String lines) throws IOException {
    groups.make(new CgroupPath("/toy.slice/" + name));
    Path draft = Files.writeString(platform.resolve(name), lines);
    Files.move(draft, platform.resolve("jobs").resolve(name + ".job"));
  }

  private String board() {
    try {
      return Files.readString(platform.resolve("board"));
    } catch (IOException e) {
      return "";
    }
  }

  private void awaits(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(condition.getAsBoolean())
        .as("%s; %s; %s", board(), node.status().state(), host.inForce())
        .isTrue();
  }

  private boolean isEnforced(String layer, int members) {
    Optional<KernelConfig> inForce = host.inForce();
    return inForce.isPresent()
        && inForce.get().members().size() == members
        && inForce.get().layers().stream().map(KernelLayer::name).toList().contains(layer);
  }

  private List<Optional<Tier>> tiers() {
    EnforcementPlan plan = node.status().plan();
    return plan == null
        ? List.of()
        : plan.members().stream().map(member -> member.assignment().tier()).toList();
  }

  @Test
  void start_jobsOfThePlatform_areEnforcedAndShown() throws InterruptedException {
    node.start();
    awaits(() -> isEnforced("critical", 2));
    // The node says so a moment after the kernel goes by it.
    awaits(() -> tiers().size() == 2);
    assertThat(tiers())
        .containsExactlyInAnyOrder(Optional.of(Tier.CRITICAL), Optional.of(Tier.BACKGROUND));
    awaits(() -> board().startsWith(NodeReport.State.ENFORCING.label()));
  }

  @Test
  void jobComesAndGoes_isPublishedWithoutDetaching() throws IOException, InterruptedException {
    node.start();
    awaits(() -> isEnforced("critical", 2));
    submit("db", "priority=100000\ncpus=1");
    awaits(() -> isEnforced("high", 3));
    Files.delete(platform.resolve("jobs/db.job"));
    awaits(() -> isEnforced("critical", 2));
    assertThat(host.attachments()).isOne();
  }

  @Test
  void jobsUnreadable_lastPlanStays() throws IOException, InterruptedException {
    node.start();
    awaits(() -> isEnforced("critical", 2));
    submit("broken", "priority=high");
    awaits(() -> node.status().feeds().stream()
        .anyMatch(feed -> String.valueOf(feed.problem()).contains("broken.job")));
    assertThat(isEnforced("critical", 2)).isTrue();
  }

  @Test
  void drained_runsItsStockSchedulerUntilItIsNot() throws IOException, InterruptedException {
    node.start();
    awaits(() -> isEnforced("critical", 2));
    Files.writeString(platform.resolve("drain"), "upgrade");
    awaits(() -> host.inForce().isEmpty());
    awaits(() ->
        board().startsWith("safe-mode\nasked for by annotation by the toy platform: upgrade"));
    Files.delete(platform.resolve("drain"));
    awaits(() -> isEnforced("critical", 2));
  }

  @Test
  void drainedBeforeItStarts_attachesNothing() throws IOException, InterruptedException {
    Files.writeString(platform.resolve("drain"), "");
    node.start();
    awaits(() -> board().startsWith("safe-mode"));
    assertThat(host.attachments()).isZero();
  }

  @Test
  void close_isTheLastThatIsShown() throws InterruptedException {
    node.start();
    awaits(() -> board().startsWith("enforcing"));
    node.close();
    assertThat(board()).startsWith("stopped");
  }
}
