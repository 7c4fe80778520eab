package io.temper.rightsize.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link UsageSample} of what was read of a container at both ends of a window. Mutable. */
public final class UsageSampleBuilder {
  final Instant start;
  final Duration length;
  Duration run = Duration.ZERO;
  Duration queueWait = Duration.ZERO;
  Duration throttleWait = Duration.ZERO;
  Duration wanted = Duration.ZERO;

  @Nullable
  Double peak;

  boolean threadsKnown;
  Throttling throttling = Throttling.NONE;
  List<Integer> runnable = List.of();
  Map<String, Duration> delayedBy = Map.of();

  @Nullable
  Double siblingBusy;

  boolean startingUp;
  int restarts;
  int cpus = 1;
  private List<ThreadUse> threads = List.of();
  private @Nullable Duration pressure;
  private Map<String, Double> blame = Map.of();

  UsageSampleBuilder(Instant start, Duration length) {
    this.start = start;
    this.length = length;
  }

  /**
   * Sets the CPU time that the container used, threads that have ended included.
   *
   * @param time zero by default
   * @return this
   */
  public UsageSampleBuilder run(Duration time) {
    run = time;
    return this;
  }

  /**
   * Sets what each thread did. Without this nothing is known of waiting, and the container is taken to
   * want what it used.
   *
   * @param uses one for each thread that was there at both ends of the window
   * @return this
   */
  public UsageSampleBuilder threads(List<ThreadUse> uses) {
    threads = List.copyOf(uses);
    threadsKnown = true;
    return this;
  }

  /**
   * Sets what the CPU limit did.
   *
   * @param held none by default
   * @param usableCpus how many CPUs the container could use, at least 1
   * @return this
   */
  public UsageSampleBuilder throttling(Throttling held, int usableCpus) {
    throttling = held;
    cpus = usableCpus;
    return this;
  }

  /**
   * Sets how many threads were runnable, running or not, whenever somebody looked.
   *
   * @param counts one for each look
   * @return this
   */
  public UsageSampleBuilder runnable(List<Integer> counts) {
    runnable = List.copyOf(counts);
    return this;
  }

  /**
   * Sets for how long the container's threads were delayed by whom.
   *
   * @param delays by the name of the layer that ran meanwhile
   * @return this
   */
  public UsageSampleBuilder delayedBy(Map<String, Duration> delays) {
    delayedBy = Map.copyOf(delays);
    return this;
  }

  /**
   * Sets who caused which part of the contention, where that is known of the container's layer rather than
   * of its own threads; then {@link #build} tells the {@linkplain #delayedBy delays}.
   *
   * @param parts of 1 by the name of the layer, together at most 1
   * @return this
   */
  public UsageSampleBuilder blamed(Map<String, Double> parts) {
    blame = Map.copyOf(parts);
    return this;
  }

  /**
   * Sets for how long at least one thread waited for a CPU. Where nothing else is known of waiting, it says
   * how long threads waited at least.
   *
   * @param some unknown by default
   * @return this
   */
  public UsageSampleBuilder pressure(Duration some) {
    pressure = some;
    return this;
  }

  /**
   * Sets for which part of its run time the hardware thread beside the container's was busy.
   *
   * @param share 0 to 1; unknown by default
   * @return this
   */
  public UsageSampleBuilder siblingBusy(double share) {
    siblingBusy = share;
    return this;
  }

  /**
   * Says that the container was starting up: what it wanted is kept apart.
   *
   * @param starting false by default
   * @return this
   */
  public UsageSampleBuilder startingUp(boolean starting) {
    startingUp = starting;
    return this;
  }

  /**
   * Sets how often the container was started in the window.
   *
   * @param count 0 by default
   * @return this
   */
  public UsageSampleBuilder restarts(int count) {
    restarts = count;
    return this;
  }

  /**
   * Builds the sample.
   *
   * @return the sample
   * @throws IllegalArgumentException if a number is out of range
   */
  public UsageSample build() {
    Times.requireNotNegative(run, "run time");
    wanted = run;
    if (threadsKnown) {
      judgeThreads();
    } else if (pressure != null) {
      judgePressure(pressure);
    }
    if (!blame.isEmpty()) {
      long contention = queueWait.minus(throttleWait).toNanos();
      Map<String, Duration> delays = new HashMap<>(delayedBy);
      blame.forEach((layer, part) -> delays.put(layer, Times.ofNanos(contention * part)));
      delayedBy = Map.copyOf(delays);
    }
    return new UsageSample(this);
  }

  /**
   * Judges the container as if it were one thread that waited whenever any of its threads did. All of them
   * together waited at least so long, so what it wants is not less. What its limit held counts as pressure,
   * too.
   */
  private void judgePressure(Duration some) {
    queueWait = some.compareTo(length) < 0 ? some : length;
    throttleWait = throttling.time().compareTo(queueWait) < 0 ? throttling.time() : queueWait;
    double contention = queueWait.minus(throttleWait).toNanos();
    double all = length.toNanos();
    double ran = run.toNanos();
    wanted = Times.ofNanos(
        contention < all ? Math.min(ran * all / (all - contention), ran + contention) : ran + all);
  }

  private void judgeThreads() {
    long ran = threads.stream().mapToLong(use -> use.ran().toNanos()).sum();
    long waited = threads.stream().mapToLong(use -> use.waited().toNanos()).sum();
    queueWait = Duration.ofNanos(waited);
    double meanRunnable = (ran + waited) / (double) length.toNanos();
    throttleWait = throttling.threadWait(queueWait, meanRunnable, cpus);
    double contention = waited == 0 ? 0 : 1 - throttleWait.toNanos() / (double) waited;
    double sum = threads.stream()
        .mapToDouble(use -> use.wantedNanos(length.toNanos(), contention))
        .sum();
    // Threads that ended meanwhile were not seen; they waited like the others.
    double unseen = Math.max(0, run.toNanos() - ran);
    wanted = Times.ofNanos(sum + (ran == 0 ? unseen : unseen * sum / ran));
  }
}
