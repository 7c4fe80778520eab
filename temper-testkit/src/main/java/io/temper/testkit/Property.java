package io.temper.testkit;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.quicktheories.QuickTheory;

/**
 * States what holds for every value: {@code forAll(numbers).check(n -> assertThat(...))}. The check
 * throws to fail; the failure shows the simplest value found and the seed. {@code -DQT_SEED} repeats a
 * run, {@code -DQT_EXAMPLES} changes the number of values.
 */
public final class Property {
  /** Enough to find the faults that were planted to try most of the properties, in seconds. */
  private static final int EXAMPLES = 300;

  private Property() {}

  /**
   * Starts a statement about one value.
   *
   * @param first makes the value
   * @param <A> its type
   * @return the statement, still without what holds
   */
  public static <A> ForOne<A> forAll(Arbitrary<A> first) {
    return new ForOne<>(first);
  }

  /**
   * Starts a statement about two values.
   *
   * @param first makes the one
   * @param second makes the other
   * @param <A> the type of the one
   * @param <B> the type of the other
   * @return the statement, still without what holds
   */
  public static <A, B> ForTwo<A, B> forAll(Arbitrary<A> first, Arbitrary<B> second) {
    return new ForTwo<>(first, second);
  }

  /**
   * Starts a statement about three values.
   *
   * @param first makes the first
   * @param second makes the second
   * @param third makes the third
   * @param <A> the type of the first
   * @param <B> the type of the second
   * @param <C> the type of the third
   * @return the statement, still without what holds
   */
  public static <A, B, C> ForThree<A, B, C> forAll(
      Arbitrary<A> first, Arbitrary<B> second, Arbitrary<C> third) {
    return new ForThree<>(first, second, third);
  }

  private static QuickTheory theory() {
    return QuickTheory.qt().withExamples(Integer.getInteger("QT_EXAMPLES", EXAMPLES));
  }

  /**
   * A statement about one value.
   *
   * @param first makes the value
   * @param <A> its type
   */
  public record ForOne<A>(Arbitrary<A> first) {
    /**
     * Says what holds.
     *
     * @param check throws if it does not hold
     */
    public void check(Consumer<A> check) {
      theory().forAll(first.gen()).checkAssert(check);
    }
  }

  /**
   * A statement about two values.
   *
   * @param first makes the one
   * @param second makes the other
   * @param <A> the type of the one
   * @param <B> the type of the other
   */
  public record ForTwo<A, B>(Arbitrary<A> first, Arbitrary<B> second) {
    /**
     * Says what holds.
     *
     * @param check throws if it does not hold
     */
    public void check(BiConsumer<A, B> check) {
      theory().forAll(first.gen(), second.gen()).checkAssert(check);
    }
  }

  /**
   * A statement about three values.
   *
   * @param first makes the first
   * @param second makes the second
   * @param third makes the third
   * @param <A> the type of the first
   * @param <B> the type of the second
   * @param <C> the type of the third
   */
  public record ForThree<A, B, C>(Arbitrary<A> first, Arbitrary<B> second, Arbitrary<C> third) {
    /**
     * Says what holds.
     *
     * @param check throws if it does not hold
     */
    public void check(ThreeValues<A, B, C> check) {
      theory().forAll(first.gen(), second.gen(), third.gen()).checkAssert(check::accept);
    }
  }

  /**
   * What holds for three values.
   *
   * @param <A> the type of the first
   * @param <B> the type of the second
   * @param <C> the type of the third
   */
  @FunctionalInterface
  public interface ThreeValues<A, B, C> {
    /**
     * Throws if it does not hold.
     *
     * @param first the first value
     * @param second the second value
     * @param third the third value
     */
    void accept(A first, B second, C third);
  }
}
