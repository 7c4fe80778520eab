package io.temper.micrometer;

import io.temper.runtime.observation.NodeObservation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds what the meters tell until the next update. */
final class LastObservation {
  private volatile @Nullable NodeObservation last;

  void set(NodeObservation observation) {
    last = observation;
  }

  Optional<NodeObservation> get() {
    return Optional.ofNullable(last);
  }
}
