package io.temper.runtime;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.tier.Tier;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InForceTest {
  private static final String WEB = "web";

  private final FakeNode node = new FakeNode();

  private InForce inForce() {
    return Objects.requireNonNull(node.controller().view().inForce());
  }

  private InForce.Place placeOf(String name) {
    var workloads = Objects.requireNonNull(node.controller().view().workloads());
    var cgroup = inTier(name, Tier.HIGH, 0).cgroup().orElseThrow();
    return inForce().placeOf(workloads.idOf(cgroup).orElseThrow()).orElseThrow();
  }

  @Test
  void member_isThereSinceTheGenerationThatBroughtIt() {
    node.ready(inTier(WEB, Tier.HIGH, 0), inTier("old", Tier.HIGH, 0)).cycle();
    node.runs(inTier(WEB, Tier.HIGH, 0), inTier("old", Tier.HIGH, 0), inTier("new", Tier.HIGH, 0));
    node.cycle();
    assertThat(node.controller().status().generation()).isEqualTo(2);
    assertThat(placeOf(WEB).since()).isEqualTo(1);
    assertThat(placeOf("new").since()).isEqualTo(2);
  }

  @Test
  void member_thatChangesItsLayer_countsAnew() {
    node.ready(inTier(WEB, Tier.HIGH, 0), inTier("other", Tier.LOW, 0)).cycle();
    node.runs(inTier(WEB, Tier.LOW, 0), inTier("other", Tier.LOW, 0));
    node.pass(Duration.ofSeconds(1));
    assertThat(placeOf(WEB).layer().name()).isEqualTo("low");
    assertThat(placeOf(WEB).since()).isGreaterThan(1);
    assertThat(placeOf("other").since()).isEqualTo(1);
  }

  @Test
  void unknownGroup_hasNoPlace() {
    node.ready(inTier(WEB, Tier.HIGH, 0)).cycle();
    assertThat(inForce().placeOf(4711)).isEmpty();
    assertThat(inForce().defaultLayer().name()).isEqualTo("default");
  }

  @Test
  void view_inSafeMode_hasNothingInForce() {
    node.ready(inTier(WEB, Tier.HIGH, 0)).cycle();
    node.asks(SafeModeOrigin.COMMAND);
    assertThat(node.controller().view().inForce()).isNull();
    node.cycle();
    assertThat(node.controller().view().inForce()).isNull();
  }
}
