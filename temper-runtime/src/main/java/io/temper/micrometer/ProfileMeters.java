package io.temper.micrometer;

import io.temper.profile.ThreadTreatment;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.placement.ThreadPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The meters of thread profiles. */
final class ProfileMeters {
  static final MeterGroup<ThreadPlacement> THREADS =
      MeterGroup.single(ProfileMeters::placement, all());

  private ProfileMeters() {}

  private static Optional<ThreadPlacement> placement(NodeObservation observation) {
    return Optional.of(observation.threads());
  }

  private static List<Series<ThreadPlacement>> all() {
    List<Series<ThreadPlacement>> all = new ArrayList<>();
    all.add(Series.of(TemperMeter.PROFILED, ThreadPlacement::workloads));
    for (ThreadTreatment treatment : ThreadTreatment.values()) {
      all.add(Series.of(
          TemperMeter.PROFILE_THREADS, treatment.label(), placed -> placed.threads(treatment)));
    }
    all.add(Series.of(TemperMeter.PROFILE_ASSIGNMENTS, ThreadPlacement::assigned));
    all.add(Series.of(TemperMeter.PROFILE_FAILURES, ThreadPlacement::failures));
    return all;
  }
}
