package io.temper.lint.fact;

import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which layers workloads moved between. Immutable: each plan gives another history.
 *
 * @param since the moment from which on changes are known
 * @param last the layer of each workload of the last plan
 * @param changes what changed since then, the oldest first; those older than {@link #KEPT} are forgotten
 * @param looks when plans were looked at, the oldest first: those of {@link #KEPT}, and the one before
 */
public record TierHistory(
    Instant since, Map<WorkloadId, String> last, List<Change> changes, List<Instant> looks) {
  /** How long a change is remembered. */
  public static final Duration KEPT = Duration.ofMinutes(10);

  /**
   * A workload that moved.
   *
   * @param workload the workload
   * @param from its layer before
   * @param to its layer after
   * @param at when
   */
  public record Change(WorkloadId workload, String from, String to, Instant at) {}

  /** Copies the collections. */
  public TierHistory {
    last = Map.copyOf(last);
    changes = List.copyOf(changes);
    looks = List.copyOf(looks);
  }

  /**
   * Returns the history of a node that nothing is known of yet.
   *
   * @param now from which moment on
   * @return a history without a plan
   */
  public static TierHistory from(Instant now) {
    return new TierHistory(now, Map.of(), List.of(), List.of());
  }

  /**
   * Returns this history with one more plan.
   *
   * @param plan the plan that is in force now
   * @param now the moment
   * @return a changed history
   */
  public TierHistory next(EnforcementPlan plan, Instant now) {
    List<Change> all = new ArrayList<>(changes);
    Map<WorkloadId, String> layers = new HashMap<>();
    for (Member member : plan.members()) {
      layers.put(member.id(), member.layer());
      String before = last.get(member.id());
      if (before != null && !before.equals(member.layer())) {
        all.add(new Change(member.id(), before, member.layer(), now));
      }
    }
    Instant oldest = now.minus(KEPT);
    all.removeIf(change -> change.at().isBefore(oldest));
    return new TierHistory(since, layers, all, looksSince(oldest, now));
  }

  private List<Instant> looksSince(Instant oldest, Instant now) {
    List<Instant> kept = new ArrayList<>(looks);
    kept.add(now);
    while (kept.size() > 1 && !kept.get(1).isAfter(oldest)) {
      kept.remove(0);
    }
    return kept;
  }

  /**
   * Returns the longest time in which nobody looked: what went to and fro within it is not among the
   * changes.
   *
   * @return zero if there were not two looks yet
   */
  public Duration longestGap() {
    Duration longest = Duration.ZERO;
    for (int i = 1; i < looks.size(); i++) {
      Duration gap = Duration.between(looks.get(i - 1), looks.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }
}
