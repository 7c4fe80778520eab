package io.temper.lint.fact;

import io.temper.tier.TierPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a linter is to look at. Immutable: each {@code with} gives another one.
 *
 * <pre>{@code
 * LintInput input = LintInput.at(now)
 *     .with(Fact.WORKLOADS, workloads)
 *     .with(Fact.TOPOLOGY, topology)
 *     .with(Fact.PLAN, plan)
 *     .without(Fact.THREADS, "/proc: permission denied");
 * }</pre>
 */
public final class LintInput {
  private static final String NOT_GIVEN = "it was not given";

  private final Instant now;
  private final TierPolicy tiers;
  private final Map<Fact<?>, Object> known;
  private final Map<Fact<?>, String> unknown;

  private LintInput(
      Instant now, TierPolicy tiers, Map<Fact<?>, Object> known, Map<Fact<?>, String> unknown) {
    this.now = now;
    this.tiers = tiers;
    this.known = Map.copyOf(known);
    this.unknown = Map.copyOf(unknown);
  }

  /**
   * Returns an input of which nothing is known but the time.
   *
   * @param now the moment that is looked at, by which suppressions expire
   * @return an input that goes by the standard tiers
   */
  public static LintInput at(Instant now) {
    return new LintInput(now, TierPolicy.standard(), Map.of(), Map.of());
  }

  /**
   * Returns this input with other tiers.
   *
   * @param value decides the tier of each workload, as it does for the planner
   * @return a changed input
   */
  public LintInput withTiers(TierPolicy value) {
    return new LintInput(now, value, known, unknown);
  }

  /**
   * Returns this input with one more fact.
   *
   * @param fact what is known
   * @param value what it is
   * @param <T> its type
   * @return a changed input
   */
  public <T> LintInput with(Fact<T> fact, T value) {
    Map<Fact<?>, Object> more = new HashMap<>(known);
    more.put(fact, Objects.requireNonNull(value, fact.name()));
    return new LintInput(now, tiers, more, unknown);
  }

  /**
   * Returns this input, which says why a fact is not known.
   *
   * @param fact what is not known
   * @param why a part of a sentence for people
   * @return a changed input, without the fact
   */
  public LintInput without(Fact<?> fact, String why) {
    Map<Fact<?>, Object> less = new HashMap<>(known);
    less.remove(fact);
    Map<Fact<?>, String> reasons = new HashMap<>(unknown);
    reasons.put(fact, why);
    return new LintInput(now, tiers, less, reasons);
  }

  /**
   * Returns the moment that is looked at.
   *
   * @return the time of day
   */
  public Instant now() {
    return now;
  }

  /**
   * Returns what decides the tiers.
   *
   * @return the policy
   */
  public TierPolicy tiers() {
    return tiers;
  }

  /**
   * Tells whether a fact is known.
   *
   * @param fact the fact
   * @return true if {@link #get} gives it
   */
  public boolean knows(Fact<?> fact) {
    return known.containsKey(fact);
  }

  /**
   * Returns a fact that is known: one that the asking rule names among its needs.
   *
   * @param fact the fact
   * @param <T> its type
   * @return its value
   * @throws IllegalStateException if it is not known
   */
  public <T> T get(Fact<T> fact) {
    return find(fact)
        .orElseThrow(() -> new IllegalStateException(
            fact.name() + " is not known; a rule must name what it needs"));
  }

  /**
   * Returns a fact if it is known.
   *
   * @param fact the fact
   * @param <T> its type
   * @return its value
   */
  public <T> Optional<T> find(Fact<T> fact) {
    return Optional.ofNullable(known.get(fact)).map(fact::cast);
  }

  /**
   * Says why a fact is not known.
   *
   * @param fact a fact that is not known
   * @return a part of a sentence
   */
  public String whyUnknown(Fact<?> fact) {
    return unknown.getOrDefault(fact, NOT_GIVEN);
  }
}
