package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.observe.ExitCause;
import io.temper.runtime.restart.Circuit.Position;
import io.temper.runtime.status.AttachResult;
import io.temper.runtime.status.FeedHealth;
import io.temper.runtime.status.NodeTally;
import io.temper.runtime.status.PublishResult;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the loop counts for those who watch it. */
class NodeTallyTest {
  private static final Workload WEB = inTier("web", Tier.HIGH, 1000);

  private final FakeNode node = new FakeNode();

  @Test
  void beforeAnything_nothingWasCounted() {
    NodeTally tally = node.cycle().tally();
    assertThat(tally)
        .isEqualTo(new NodeTally(Map.of(), Map.of(), Map.of(), null, Position.CLOSED, 3));
  }

  @Test
  void attaches_areCountedByWhatBecameOfThem() {
    node.host.runsOther("simple");
    node.ready(WEB).cycle();
    node.host.runsOther(null);
    NodeTally tally = node.pass(Duration.ofSeconds(2)).tally();
    assertThat(tally.attaches())
        .containsEntry(AttachResult.ATTACHED, 1L)
        .containsKey(AttachResult.OTHER_SCHEDULER);
  }

  @Test
  void attachThatFails_isCountedAsRefused() {
    node.host.attachFails("out of order");
    assertThat(node.ready(WEB).cycle().tally().attaches())
        .isEqualTo(Map.of(AttachResult.REFUSED, 1L));
  }

  @Test
  void publishes_areCountedByWhatTheyChange() {
    node.ready(WEB).cycle();
    node.runs(WEB, inTier("api", Tier.HIGH, 10));
    assertThat(node.cycle().tally().publishes()).isEqualTo(Map.of(PublishResult.MEMBERS, 1L));
    node.runs(WEB, inTier("batch", Tier.LOW, 10));
    NodeTally tally = node.pass(Duration.ofSeconds(1)).tally();
    assertThat(tally.publishes()).containsEntry(PublishResult.SHAPE, 1L);
  }

  @Test
  void ejects_areCountedByCause() {
    node.ready(WEB).cycle();
    node.host.eject(FakeNode.STALL);
    node.cycle();
    node.pass(Duration.ofSeconds(2));
    node.host.eject(FakeNode.HEARTBEAT);
    assertThat(node.cycle().tally().ejects())
        .isEqualTo(Map.of(ExitCause.STALL, 1L, ExitCause.HEARTBEAT_MISSED, 1L));
  }

  @Test
  void planAge_isSinceThePlanChanged() {
    node.ready(WEB).cycle();
    assertThat(node.pass(Duration.ofSeconds(60)).tally().planAge())
        .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
    node.runs(WEB, inTier("api", Tier.HIGH, 10));
    assertThat(node.cycle().tally().planAge()).isZero();
  }

  @Test
  void feed_tellsTheAgeOfItsLastAnswerAndHowOftenItFailed() {
    node.ready(WEB).cycle();
    node.workloads.fails("connection refused");
    node.workloads.fails("connection refused");
    FeedHealth feed = node.pass(Duration.ofSeconds(9)).feeds().get(0);
    assertThat(feed.failures()).isEqualTo(2);
    assertThat(feed.age()).isGreaterThan(Duration.ofSeconds(8));
  }
}
