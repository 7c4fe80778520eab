package io.temper.testkit;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.SourceDSL;

/**
 * Makes arbitrary values of a type for {@link Property}, small ones more readily than large ones when
 * it looks for the simplest failure.
 *
 * @param <T> the type of the values
 */
public final class Arbitrary<T> {
  private final Gen<T> gen;

  private Arbitrary(Gen<T> gen) {
    this.gen = gen;
  }

  Gen<T> gen() {
    return gen;
  }

  /**
   * Makes integers.
   *
   * @param smallest the smallest, included
   * @param largest the largest, included
   * @return a generator
   */
  public static Arbitrary<Integer> integers(int smallest, int largest) {
    return new Arbitrary<>(SourceDSL.integers().between(smallest, largest));
  }

  /**
   * Makes long integers.
   *
   * @param smallest the smallest, included
   * @param largest the largest, included
   * @return a generator
   */
  public static Arbitrary<Long> longs(long smallest, long largest) {
    return new Arbitrary<>(SourceDSL.longs().between(smallest, largest));
  }

  /**
   * Picks from given values.
   *
   * @param values the values, at least one, the simplest first
   * @param <T> the type of the values
   * @return a generator
   */
  public static <T> Arbitrary<T> oneOf(List<T> values) {
    return new Arbitrary<>(SourceDSL.arbitrary().pick(values));
  }

  /**
   * Makes lists.
   *
   * @param smallest the fewest elements, included
   * @param largest the most elements, included
   * @return a generator
   */
  public Arbitrary<List<T>> listsOf(int smallest, int largest) {
    return new Arbitrary<>(SourceDSL.lists().of(gen).ofSizeBetween(smallest, largest));
  }

  /**
   * Makes what a function makes of each value.
   *
   * @param function any function without effects
   * @param <R> the type of its results
   * @return a generator
   */
  public <R> Arbitrary<R> map(Function<T, R> function) {
    return new Arbitrary<>(gen.map(function));
  }

  /**
   * Makes what a function makes of a value of each of two generators.
   *
   * @param other the other generator
   * @param function any function without effects
   * @param <U> the type of the other's values
   * @param <R> the type of the results
   * @return a generator
   */
  public <U, R> Arbitrary<R> with(Arbitrary<U> other, BiFunction<T, U, R> function) {
    return new Arbitrary<>(gen.zip(other.gen, function));
  }

  /**
   * Makes values of this or of another generator.
   *
   * @param other the other generator
   * @param percent how often the other is used, 0 to 100
   * @return a generator
   */
  public Arbitrary<T> or(Arbitrary<T> other, int percent) {
    return new Arbitrary<>(gen.mix(other.gen, percent));
  }
}
