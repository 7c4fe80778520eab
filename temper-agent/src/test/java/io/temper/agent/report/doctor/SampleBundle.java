package io.temper.agent.report.doctor;

import io.temper.agent.report.doctor.BundleManifest.Entry;
import java.time.Instant;
import java.util.List;

/** What is in a bundle of a node without an agent. */
public final class SampleBundle {
  private SampleBundle() {}

  /** Returns its manifest. */
  public static BundleManifest manifest() {
    return new BundleManifest(
        Instant.parse("2026-03-01T10:00:00Z"),
        "1.2.3",
        List.of(
            new Entry("doctor.txt", "whether this host can enforce plans", 3000, false, null),
            new Entry(
                "agent/status.json", "what the agent does, and why", 0, false, "no agent\u001b"),
            new Entry("host/cgroups.json", "control groups", 1 << 20, true, null)),
        BundleManifest.LEFT_OUT);
  }
}
