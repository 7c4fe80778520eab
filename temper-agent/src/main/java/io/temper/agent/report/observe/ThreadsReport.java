package io.temper.agent.report.observe;

import io.temper.agent.report.observe.ThreadSample.Seen;
import io.temper.linux.ThreadTimes;
import io.temper.observe.ThreadStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What threads did in one interval.
 *
 * @param generation the configuration that the scheduler goes by; 0 if no scheduler is looked at
 * @param interval how long it was; positive
 * @param total how many threads there were
 * @param rows those that waited longest, in this order
 * @param notes what the numbers are, and what could not be had, a sentence each
 */
public record ThreadsReport(
    long generation, Duration interval, int total, List<Row> rows, List<String> notes) {
  /** Copies the lists. */
  public ThreadsReport {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /**
   * One thread.
   *
   * @param seen what it was at the end of the interval
   * @param did what it did; empty where the kernel does not count it
   * @param migrations how often it changed its CPU; empty where that is not counted
   * @param besideBusySibling how many of its runs began beside a busy sibling; empty unless it is watched
   */
  public record Row(
      Seen seen,
      Optional<ThreadTimes> did,
      OptionalLong migrations,
      OptionalLong besideBusySibling) {
    private static final Comparator<Row> BY_WAIT = Comparator.comparingLong(Row::waitNanos)
        .thenComparingLong(Row::runNanos)
        .reversed()
        .thenComparingInt(row -> row.seen().thread().tid());

    /** Returns for how long it ran, in nanoseconds; 0 if that is not known. */
    public long runNanos() {
      return did.map(ThreadTimes::runNanos).orElse(0L);
    }

    /** Returns for how long it could have run and did not, in nanoseconds; 0 if that is not known. */
    public long waitNanos() {
      return did.map(ThreadTimes::waitNanos).orElse(0L);
    }

    /** Returns how often it was put onto a CPU; 0 if that is not known. */
    public long turns() {
      return did.map(ThreadTimes::turns).orElse(0L);
    }
  }

  /**
   * Returns what happened between two samples. A thread that came between is left out.
   *
   * @param before the earlier sample
   * @param after the later sample
   * @param top how many rows at most
   * @param notes what is known of the source, a sentence each
   */
  public static ThreadsReport between(
      ThreadSample before, ThreadSample after, int top, List<String> notes) {
    List<Row> rows = new ArrayList<>();
    after.threads().forEach((tid, seen) -> {
      Seen earlier = before.threads().get(tid);
      if (earlier != null && seen.thread().isSameThreadAs(earlier.thread())) {
        rows.add(row(earlier, seen));
      }
    });
    rows.sort(Row.BY_WAIT);
    return new ThreadsReport(
        after.generation(),
        Duration.ofNanos(Math.max(1, after.nanos() - before.nanos())),
        after.threads().size(),
        rows.subList(0, Math.min(top, rows.size())),
        notes);
  }

  private static Row row(Seen before, Seen after) {
    var watchedBefore = before.watched();
    var watchedAfter = after.watched();
    // Between two watches of one thread its numbers begin anew.
    return watchedBefore.isPresent()
            && watchedAfter.isPresent()
            && watchedAfter.get().runs() >= watchedBefore.get().runs()
        ? watched(watchedBefore.get(), watchedAfter.get(), after)
        : new Row(
            after,
            times(before.thread().times(), after.thread().times()),
            difference(before.migrations(), after.migrations()),
            OptionalLong.empty());
  }

  private static Row watched(ThreadStats before, ThreadStats after, Seen seen) {
    return new Row(
        seen,
        Optional.of(new ThreadTimes(
            positive(after.runTime().minus(before.runTime()).toNanos()),
            positive(after.waitTime().minus(before.waitTime()).toNanos()),
            positive(after.runs() - before.runs()))),
        OptionalLong.of(
            positive(after.migrations().total() - before.migrations().total())),
        OptionalLong.of(positive(after.runsBesideBusySibling() - before.runsBesideBusySibling())));
  }

  private static Optional<ThreadTimes> times(
      Optional<ThreadTimes> before, Optional<ThreadTimes> after) {
    return before.isEmpty() || after.isEmpty()
        ? Optional.empty()
        : Optional.of(new ThreadTimes(
            positive(after.get().runNanos() - before.get().runNanos()),
            positive(after.get().waitNanos() - before.get().waitNanos()),
            positive(after.get().turns() - before.get().turns())));
  }

  private static OptionalLong difference(OptionalLong before, OptionalLong after) {
    return before.isEmpty() || after.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(positive(after.getAsLong() - before.getAsLong()));
  }

  private static long positive(long number) {
    return Math.max(0, number);
  }

  /** Returns how often something happened per second. */
  public double perSecond(long count) {
    return count * 1e9 / interval.toNanos();
  }

  /** Returns the part of the interval that some nanoseconds are. */
  public double share(long nanos) {
    return (double) nanos / interval.toNanos();
  }
}
