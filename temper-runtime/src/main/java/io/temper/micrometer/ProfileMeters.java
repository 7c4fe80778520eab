package io.temper.micrometer;

import io.temper.profile.ThreadTreatment;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.placement.PlacementReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The meters of thread profiles. */
final class ProfileMeters {
  static final MeterGroup<PlacementReport> THREADS =
      MeterGroup.single(ProfileMeters::placement, all());

  private ProfileMeters() {}

  private static Optional<PlacementReport> placement(NodeObservation observation) {
    return Optional.of(observation.threads());
  }

  private static List<Series<PlacementReport>> all() {
    List<Series<PlacementReport>> all = new ArrayList<>();
    all.add(Series.of(TemperMeter.PROFILED, PlacementReport::workloads));
    for (ThreadTreatment treatment : ThreadTreatment.values()) {
      all.add(Series.of(
          TemperMeter.PROFILE_THREADS, treatment.label(), placed -> placed.threads(treatment)));
    }
    all.add(Series.of(TemperMeter.PROFILE_ASSIGNMENTS, PlacementReport::assigned));
    all.add(Series.of(TemperMeter.PROFILE_FAILURES, PlacementReport::failures));
    return all;
  }
}
