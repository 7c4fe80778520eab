package io.temper.lint;

import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Outcome.CouldNotCheck;
import io.temper.lint.rule.RuleId;
import io.temper.lint.rule.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lets a violation of a running node count only if it is there in several of the last samples, since a
 * moment says little: a thread may be on the wrong CPU for a millisecond. What does not count yet is
 * {@link CouldNotCheck}, never a pass. What {@linkplain LintRule#ofEvents happened} between two samples counts
 * at once, for as long as it is remembered. Rules of other scopes are not touched. Pure: what is remembered
 * goes in and comes out.
 *
 * @param needed in how many of the last samples a violation must be; 1 to {@code of}
 * @param of how many samples are remembered; up to {@value #MOST}
 */
public record PersistenceFilter(int needed, int of) {
  /** In three of the last five samples. */
  public static final PersistenceFilter STANDARD = new PersistenceFilter(3, 5);

  /** The most samples that can be remembered. */
  public static final int MOST = 62;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public PersistenceFilter {
    if (needed < 1 || needed > of || of > MOST) {
      throw new IllegalArgumentException(
          "a violation counts if it is in N of M samples, 1 <= N <= M <= " + MOST + ": " + needed
              + " of " + of);
    }
  }

  /**
   * Names what is remembered.
   *
   * @param rule the rule
   * @param subject what it is about
   * @param part the part of the subject that it is about; empty for the whole
   */
  public record Key(RuleId rule, Subject subject, String part) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::rule).thenComparing(Key::subject).thenComparing(Key::part);

    /**
     * Creates one of the whole of a subject.
     *
     * @param rule the rule
     * @param subject what it is about
     */
    public Key(RuleId rule, Subject subject) {
      this(rule, subject, "");
    }

    private static Key of(LintResult result) {
      return new Key(result.id(), result.subject(), result.part());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What is remembered of one subject of a rule.
   *
   * @param samples a bit for each sample, the last one lowest: whether the violation was there
   * @param last the violation as it was seen last
   */
  public record Track(long samples, LintResult last) {}

  /**
   * What is remembered between samples.
   *
   * @param tracks what was seen in one of the last samples at least
   */
  public record State(Map<Key, Track> tracks) {
    /** Nothing. */
    public static final State EMPTY = new State(Map.of());

    /** Copies the map. */
    public State {
      tracks = Map.copyOf(tracks);
    }
  }

  /**
   * What a sample leads to.
   *
   * @param report what counts
   * @param state what is to be remembered
   */
  public record Step(LintReport report, State state) {}

  /**
   * Takes one sample.
   *
   * @param before what was remembered
   * @param sample what was found now
   * @return what counts, and what is to be remembered
   */
  public Step next(State before, LintReport sample) {
    Map<RuleId, List<LintResult>> byRule = sample.results().stream()
        .collect(Collectors.groupingBy(LintResult::id, TreeMap::new, Collectors.toList()));
    List<LintResult> results = new ArrayList<>();
    Map<Key, Track> tracks = new TreeMap<>();
    byRule.forEach((id, found) -> {
      if (found.get(0).rule().scope() != LintScope.NODE) {
        results.addAll(found);
      } else if (couldNotCheck(found)) {
        results.addAll(found);
        tracks.putAll(of(id, before));
      } else {
        Map<Key, Track> next = shifted(of(id, before), found);
        tracks.putAll(next);
        results.addAll(counted(next.values(), found));
      }
    });
    return new Step(new LintReport(sample.at(), results), new State(tracks));
  }

  private static boolean couldNotCheck(Collection<LintResult> found) {
    return found.stream().allMatch(result -> result.outcome() instanceof CouldNotCheck);
  }

  private static Map<Key, Track> of(RuleId rule, State state) {
    Map<Key, Track> its = new TreeMap<>(state.tracks());
    its.keySet().removeIf(key -> !key.rule().equals(rule));
    return its;
  }

  /** Adds one sample to every track, and forgets those that have no violation left. */
  private Map<Key, Track> shifted(Map<Key, Track> tracks, Collection<LintResult> found) {
    Map<Key, Track> next = new TreeMap<>();
    long kept = (1L << of) - 1;
    tracks.forEach((key, track) -> {
      long samples = track.samples() << 1 & kept;
      if (samples != 0) {
        next.put(key, new Track(samples, track.last()));
      }
    });
    for (LintResult result : found) {
      if (result.violation().isPresent()) {
        Key key = Key.of(result);
        Track earlier = next.get(key);
        next.put(key, new Track(earlier == null ? 1 : earlier.samples() | 1, result));
      }
    }
    return next;
  }

  private List<LintResult> counted(Collection<Track> tracks, Collection<LintResult> found) {
    List<LintResult> results = new ArrayList<>();
    for (Track track : tracks) {
      int seen = Long.bitCount(track.samples());
      results.add(
          seen >= needed || track.last().rule().ofEvents()
              ? track.last()
              : track
                  .last()
                  .withOutcome(new CouldNotCheck("it was seen in " + seen + " of the last " + of
                      + " samples, and counts from " + needed + " on")));
    }
    if (results.isEmpty()) {
      results.addAll(found);
    }
    return results;
  }
}
