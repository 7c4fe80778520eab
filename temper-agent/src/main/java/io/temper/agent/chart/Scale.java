package io.temper.agent.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis from zero, with round numbers as its ticks.
 *
 * @param max the value at the end, a multiple of {@code step}
 * @param step distance of the ticks
 * @param length length of the axis in pixels
 */
public record Scale(double max, double step, double length) {

  /** Returns an axis that holds values up to {@code largest} with four to eight ticks. */
  public static Scale upTo(double largest, double length) {
    double rough = Math.max(largest, 1e-9) / 5;
    double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = magnitude * roundUp(rough / magnitude);
    return new Scale(Math.ceil(largest / step - 1e-9) * step, step, length);
  }

  private static double roundUp(double mantissa) {
    if (mantissa <= 1) {
      return 1;
    }
    if (mantissa <= 2) {
      return 2;
    }
    return mantissa <= 5 ? 5 : 10;
  }

  /** Returns where {@code value} lies, in pixels from the start. */
  public double at(double value) {
    return max == 0 ? 0 : value / max * length;
  }

  public List<Double> ticks() {
    var ticks = new ArrayList<Double>();
    for (int i = 0; i * step <= max * (1 + 1e-9); i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
