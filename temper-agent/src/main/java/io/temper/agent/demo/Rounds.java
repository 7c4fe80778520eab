package io.temper.agent.demo;

import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.measure.Results;
import io.temper.agent.demo.measure.RoundOrder;
import io.temper.agent.demo.measure.Sample;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures every arm once a round, interleaved.
 *
 * @param options how many rounds of what
 * @param progress told after each sample
 */
record Rounds(DemoOptions options, Consumer<String> progress) {

  /** Runs all rounds on {@code stage}. */
  Results run(Stage stage) {
    var samples = new ArrayList<Sample>();
    for (int round = 0; round < options.rounds(); round++) {
      for (Arm arm : RoundOrder.of(options.arms(), round)) {
        Sample sample = measure(stage, arm, round);
        samples.add(sample);
        progress.accept(describe(sample));
      }
    }
    return new Results(samples);
  }

  @SuppressWarnings("try") // the setting is there for being left
  private Sample measure(Stage stage, Arm arm, int round) {
    try (var ignored = stage.enter(arm, round)) {
      stage.measure(options.settle());
      Stage.Reading reading = stage.measure(options.window());
      return new Sample(
          arm, round, reading.elapsed(), reading.latencies(), arm.full() ? reading.batchRate() : 0);
    }
  }

  private String describe(Sample sample) {
    return String.format(
        Locale.ROOT,
        "round %d/%d  %-22s p99 %7.2f ms  %6.0f requests/s",
        sample.round() + 1,
        options.rounds(),
        sample.arm().label(),
        sample.latencies().percentile(99) / 1e6,
        sample.throughput());
  }
}
