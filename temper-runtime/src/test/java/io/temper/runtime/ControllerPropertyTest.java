package io.temper.runtime;

import static io.temper.testkit.Property.forAll;
import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.status.NodeStatus;
import io.temper.spi.ProbeResult.Finding;
import io.temper.testkit.Arbitrary;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever happens, in whatever order: the state is true, and what is in force is whole. */
class ControllerPropertyTest {
  private static final int KINDS = 14;

  @Test
  void whateverHappens_theStateIsTrue() {
    forAll(events().listsOf(0, 40)).check(events -> {
      var node = new FakeNode();
      for (int event : events) {
        happen(node, event);
        requireTrue(node, node.cycle());
        requireTrue(node, node.pass(Duration.ofMillis(event % 700)));
      }
    });
  }

  @Test
  void whateverHappened_itEndsWithTheNewestPlan() {
    forAll(events().listsOf(0, 40)).check(events -> {
      var node = new FakeNode();
      events.forEach(event -> {
        happen(node, event);
        node.cycle();
      });
      for (SafeModeOrigin source : SafeModeOrigin.values()) {
        node.safeMode.leave(source, "ann");
      }
      node.host.runsOther(null);
      node.host.attachFails(null);
      node.ready(workloads(9));
      node.pass(Duration.ofHours(2));
      assertThat(node.state().isEnforcing()).isTrue();
      assertThat(node.inForce().members()).hasSize(workloads(9).length);
    });
  }

  private static Arbitrary<Integer> events() {
    return Arbitrary.integers(0, 100_000);
  }

  private static void happen(FakeNode node, int event) {
    switch (event % KINDS) {
      case 0, 1, 2, 3 -> node.runs(workloads(event));
      case 4 -> node.topology.tells(NodeTopology.parse(event % 3 == 0 ? "4c8t" : "2c4t"));
      case 5 -> {
        node.planner.tells(TierPlanner.standard());
        node.objections.tells(List.of());
      }
      case 6 -> node.objections.tells(List.of(new Finding("limits", "there is one", "remove it")));
      case 7 -> node.asks(SafeModeOrigin.FILE);
      case 8 -> node.safeMode.leave(SafeModeOrigin.FILE, "ann");
      case 9 -> node.host.eject(event % 2 == 0 ? FakeNode.STALL : FakeNode.HEARTBEAT);
      case 10 -> node.host.runsOther(event % 2 == 0 ? "scx_other" : null);
      case 11 -> node.host.attachFails(event % 2 == 0 ? "no memory: give it more" : null);
      case 12 -> node.workloads.fails("cannot be read");
      default -> node.restartAgent();
    }
  }

  private static void requireTrue(FakeNode node, NodeStatus status) {
    assertThat(status.state().isEnforcing()).isEqualTo(!node.isOnStockScheduler());
    assertThat(status.state().reason()).isNotBlank();
    assertThat(status.state().next()).isNotBlank();
    if (node.safeMode.isAsked()) {
      assertThat(node.isOnStockScheduler()).isTrue();
      assertThat(status.state().label()).isEqualTo("safe-mode");
    }
    if (!node.isOnStockScheduler()) {
      assertThat(status.generation()).isEqualTo(node.inForce().generation());
      assertThat(status.plan()).isNotNull();
    }
  }

  private static Workload[] workloads(int seed) {
    List<Workload> all = new ArrayList<>();
    Tier[] tiers = Tier.values();
    for (int i = 0; i < seed % 7; i++) {
      all.add(inTier("pod-" + i, tiers[(seed + i) % tiers.length], 100L * (seed % 30)));
    }
    return all.toArray(new Workload[0]);
  }
}
