package io.temper.spring.actuate;

import io.temper.spring.TemperRole;
import io.temper.spring.TemperState;
import io.temper.spring.TemperStateSource;
import io.temper.spring.node.EmbeddedNode;
import io.temper.spring.threads.PoolPlacement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts together what the actuator tells.
 *
 * @param role what the starter does
 * @param source gives what Temper does now; empty in mode planner and where the starter is switched off
 * @param pools gives the pools in groups; empty but in mode participant
 * @param node gives the node; empty but in mode node
 */
record TemperReports(
    TemperRole role,
    Supplier<Optional<TemperStateSource>> source,
    Supplier<Optional<PoolPlacement>> pools,
    Supplier<Optional<EmbeddedNode>> node)
    implements Supplier<TemperReport> {

  TemperState state() {
    return source
        .get()
        .map(TemperStateSource::state)
        .orElseGet(() -> role.active()
            ? new TemperState("planning", role.text(), TemperState.Level.UP)
            : TemperState.inactive(role));
  }

  @Override
  public TemperReport get() {
    TemperState state = state();
    return new TemperReport(
        role.mode().label(),
        role.active(),
        state.label(),
        state.reason(),
        role.reasons(),
        node.get().flatMap(EmbeddedNode::view).map(Placement::of).orElseGet(Placement::unknown),
        LiveGroup.now(),
        pools.get().map(PoolPlacement::placed).orElse(List.of()),
        CpuFacts.read());
  }
}
