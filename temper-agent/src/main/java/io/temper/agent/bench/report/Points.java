package io.temper.agent.bench.report;

import io.temper.agent.demo.measure.Bootstrap;
import io.temper.agent.demo.measure.Discipline;
import io.temper.agent.demo.measure.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Everything measured in a run, one value a series, arm and round. For one thread. */
public final class Points {
  private final List<Point> points = new ArrayList<>();

  /**
   * One value.
   *
   * @param series what was measured
   * @param arm under whom
   * @param round the number of the round, from 0
   * @param value above 0, or 0 where nothing was done
   */
  record Point(String series, Discipline arm, int round, double value) {
    Point {
      if (round < 0 || !(value >= 0)) {
        throw new IllegalArgumentException(
            "round and value must not be negative: " + series + ", " + round + ", " + value);
      }
    }
  }

  /** Adds a value. */
  public void add(String series, Discipline arm, int round, double value) {
    points.add(new Point(series, arm, round, value));
  }

  /** Returns how many rounds were measured. */
  public int rounds() {
    return points.stream().mapToInt(p -> p.round() + 1).max().orElse(0);
  }

  /** Returns the values of a series under an arm, first round first; empty if there are none. */
  public List<Double> of(String series, Discipline arm) {
    return points.stream()
        .filter(p -> p.series().equals(series) && p.arm() == arm)
        .sorted(Comparator.comparingInt(Point::round))
        .map(Point::value)
        .toList();
  }

  /** Returns the ratio of medians of two arms; empty unless both were measured and are above 0. */
  Optional<Ratio> ratio(String series, Discipline above, String otherSeries, Discipline below) {
    List<Double> numerator = of(series, above);
    List<Double> denominator = of(otherSeries, below);
    if (numerator.isEmpty()
        || denominator.isEmpty()
        || !denominator.stream().allMatch(v -> v > 0)) {
      return Optional.empty();
    }
    return Optional.of(Bootstrap.ratioOfMedians(numerator, denominator));
  }
}
