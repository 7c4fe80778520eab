package io.temper.agent.report.agent;

import io.temper.agent.report.agent.StatusReport.Agent;
import io.temper.agent.report.agent.StatusReport.Exit;
import io.temper.agent.report.agent.StatusReport.LayerLine;
import io.temper.agent.report.agent.StatusReport.Request;
import io.temper.agent.report.agent.StatusReport.Source;
import io.temper.agent.report.agent.StatusReport.State;
import io.temper.agent.report.agent.StatusReport.Work;
import java.time.Instant;
import java.util.List;

/** What agents say of themselves. */
public final class SampleStatus {
  /** When they are asked. */
  public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final Agent AGENT =
      new Agent("1.2.3", 42, NOW.minusSeconds(90_000), "file:/etc/temper/workloads.toml");

  private SampleStatus() {}

  /** All is well. */
  public static StatusReport enforcing() {
    return new StatusReport(
        AGENT,
        new State("enforcing", NOW.minusSeconds(600), "the scheduler is attached", "it goes on"),
        new Work(7, 1, 6, 0, 0),
        List.of(
            new LayerLine("system", "open", 0),
            new LayerLine("critical", "confined", 2),
            new LayerLine("default", "open", 0)),
        List.of(),
        List.of("workload 'batch': no control group matches /batch/* now"),
        List.of(),
        List.of(new Source("workloads", null), new Source("CPUs", null)),
        null);
  }

  /** Much is not. */
  public static StatusReport inSafeMode() {
    return new StatusReport(
        AGENT,
        new State(
            "safe-mode", NOW.minusSeconds(5), "asked for by file by root: upgrade", "it goes on"),
        new Work(0, 3, 1, 2, 1),
        List.of(),
        List.of("the audit log cannot be written: disk full"),
        List.of(),
        List.of(new Request("file", "root", "upgrade", NOW.minusSeconds(5))),
        List.of(new Source("workloads", "line 3: no such key"), new Source("CPUs", null)),
        new Exit("STALL", "ERROR_STALL (1026), code 0: \u001b[31mrunnable task stall"));
  }
}
