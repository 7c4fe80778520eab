package io.temper.agent.demo.measure;

/**
 * The quotient of two medians over the same rounds, with an interval that says how far to trust it.
 *
 * @param value median of the numerator ÷ median of the denominator
 * @param low lower end of the 95 % bootstrap interval
 * @param high upper end of the 95 % bootstrap interval
 * @param rounds how many rounds both were measured in
 */
public record Ratio(double value, double low, double high, int rounds) {
  public Ratio {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be positive: " + rounds);
    }
    if (!(low <= high)) {
      throw new IllegalArgumentException("interval is upside down: " + low + " .. " + high);
    }
  }
}
