package io.temper.agent.report.agent;

import io.temper.agent.report.observe.SampleLayers;
import io.temper.lint.Linter;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.NodeCondition;
import io.temper.observe.CpuStats;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.observation.ApiServerObservation.Watch;
import io.temper.runtime.observation.ApiServerObservation.Writes;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.observation.SchedulerObservation;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.NodeTally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What nodes do, made by hand. */
public final class SampleObservation {
  private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
  private static final NodeCondition REFUSED =
      new NodeCondition("refused", "no BTF", AT, 0, List.of());

  private SampleObservation() {}

  /** A plan is enforced by a scheduler of three layers. */
  public static NodeObservation enforcing() {
    var layers = SampleLayers.after(3);
    var cpus = List.of(
        new CpuStats(0, "critical", layers.snapshot().layers()),
        new CpuStats(1, null, layers.snapshot().layers()));
    return of(
        new NodeState.Enforcing(),
        Duration.ofMillis(100),
        new SchedulerObservation(layers.snapshot(), layers.delays(), cpus));
  }

  /** Somebody asks for safe mode. */
  public static NodeObservation inSafeMode() {
    var request = new SafeModeRequest(SafeModeOrigin.FILE, "root", "upgrade", SampleStatus.NOW);
    return of(new NodeState.SafeMode(List.of(request)), Duration.ofMillis(100), null);
  }

  /** A node in some state whose loop came round that long ago. */
  public static NodeObservation of(
      NodeState state, Duration loopAge, @Nullable SchedulerObservation scheduler) {
    var status = new NodeStatus(
        state,
        SampleStatus.NOW,
        state.isEnforcing() ? 7 : 0,
        1,
        6,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        Circuit.CLOSED,
        null,
        new NodeTally(Map.of(), Map.of(), Map.of(), null, Circuit.Position.CLOSED, 3));
    var lint = Linter.standard().lint(LintInput.at(AT).with(Fact.CONDITION, REFUSED));
    return new NodeObservation(status, loopAge, scheduler, Duration.ofMillis(700))
        .withLint(state.isEnforcing() ? new LintObservation(lint, Map.of("violation", 1L)) : null)
        .withApiServer(
            state.isEnforcing()
                ? new ApiServerObservation(
                    List.of(
                        new Watch("pods", true, Duration.ofSeconds(9), 1, 2, 30, 0),
                        new Watch("node", false, null, 0, 0, 0, 3)),
                    List.of(new Writes("lease", true, 4, 0)))
                : null);
  }
}
