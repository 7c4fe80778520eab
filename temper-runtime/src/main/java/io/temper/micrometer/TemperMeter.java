package io.temper.micrometer;

import java.util.List;

/**
 * The meters of a node. Names, units and tags are part of the API: they are added to, never changed. No
 * tag grows with what runs: there is a value for each of at most 64 layers, of the sources, and of
 * fixed lists.
 */
public enum TemperMeter {
  /** 1 for the state that the node is in, 0 for all others; named as in {@code temper status}. */
  STATE(
      "temper.state",
      Kind.GAUGE,
      "",
      "1 for the state that the node is in, 0 for all others; named as in `temper status`",
      "state"),
  /** The generation in force; 0 while no plan is enforced. */
  GENERATION(
      "temper.generation", Kind.GAUGE, "", "the generation in force; 0 while no plan is enforced"),
  /** For how long the last complete plan is unchanged; no value before the first. */
  PLAN_AGE(
      "temper.plan.age",
      Kind.GAUGE,
      "seconds",
      "for how long the last complete plan is unchanged; no value before the first"),
  /**
   * 1 while the newest workloads could not be planned or published and the plan before counts,
   * else 0.
   */
  PLAN_PROBLEM(
      "temper.plan.problem",
      Kind.GAUGE,
      "",
      "1 while the newest workloads could not be planned or published and the plan before"
          + " counts, else 0"),
  /** How many members of the plan have no control group (yet). */
  PLAN_UNRESOLVED(
      "temper.plan.unresolved",
      Kind.GAUGE,
      "",
      "how many members of the plan have no control group (yet)"),
  /** Since when the control loop has not come round; about a second at most if all is well. */
  LOOP_AGE(
      "temper.loop.age",
      Kind.GAUGE,
      "seconds",
      "since when the control loop has not come round; about a second at most if all is well"),
  /** Attempts to put the scheduler in charge, by what became of them. */
  ATTACHES(
      "temper.attaches",
      Kind.COUNTER,
      "",
      "attempts to put the scheduler in charge, by what became of them",
      "result"),
  /** Attempts to publish a change without detaching, by what became of them. */
  PUBLISHES(
      "temper.publishes",
      Kind.COUNTER,
      "",
      "attempts to publish a change without detaching, by what became of them",
      "result"),
  /** How often the scheduler ended without having been closed, by cause. */
  EJECTS(
      "temper.ejects",
      Kind.COUNTER,
      "",
      "how often the scheduler ended without having been closed, by cause",
      "cause"),
  /** Failed attachments that still count. */
  RESTART_FAULTS("temper.restart.faults", Kind.GAUGE, "", "failed attachments that still count"),
  /** How many of them open the circuit breaker. */
  RESTART_BUDGET(
      "temper.restart.budget", Kind.GAUGE, "", "how many of them open the circuit breaker"),
  /**
   * 1 for the position of the circuit breaker, 0 for the others; while it is open nothing is
   * attached.
   */
  CIRCUIT(
      "temper.circuit",
      Kind.GAUGE,
      "",
      "1 for the position of the circuit breaker, 0 for the others; while it is open nothing"
          + " is attached",
      "position"),
  /** 1 for each source that asks for safe mode, else 0. */
  SAFE_MODE(
      "temper.safe.mode",
      Kind.GAUGE,
      "",
      "1 for each source that asks for safe mode, else 0",
      "source"),
  /** How old the last complete answer of a source is; no value before the first. */
  FEED_AGE(
      "temper.feed.age",
      Kind.GAUGE,
      "seconds",
      "how old the last complete answer of a source is; no value before the first",
      "feed"),
  /** 1 while a source fails or does not answer, else 0. */
  FEED_FAILING(
      "temper.feed.failing",
      Kind.GAUGE,
      "",
      "1 while a source fails or does not answer, else 0",
      "feed"),
  /** How often a source failed. */
  FEED_FAILURES("temper.feed.failures", Kind.COUNTER, "", "how often a source failed", "feed"),
  /** How long ago the numbers of the scheduler were read. */
  SAMPLE_AGE(
      "temper.scheduler.sample.age",
      Kind.GAUGE,
      "seconds",
      "how long ago the numbers of the scheduler were read"),
  /** How often a CPU asked for work. */
  DISPATCHES("temper.scheduler.dispatches", Kind.COUNTER, "", "how often a CPU asked for work"),
  /** How often a CPU took work from another last-level cache. */
  STEALS(
      "temper.scheduler.steals",
      Kind.COUNTER,
      "",
      "how often a CPU took work from another last-level cache"),
  /** How often a queue was found waiting that should not have been; 0 if all is well. */
  RESCUES(
      "temper.scheduler.rescues",
      Kind.COUNTER,
      "",
      "how often a queue was found waiting that should not have been; 0 if all is well"),
  /** How many workloads have a thread profile. */
  PROFILED("temper.profiles.workloads", Kind.GAUGE, "", "how many workloads have a thread profile"),
  /** How many threads are in groups of profiles, by their treatment. */
  PROFILE_THREADS(
      "temper.profiles.threads",
      Kind.GAUGE,
      "",
      "how many threads are in groups of profiles, by their treatment",
      "treatment"),
  /** How often a thread was put into the layer of its group. */
  PROFILE_ASSIGNMENTS(
      "temper.profiles.assignments",
      Kind.COUNTER,
      "",
      "how often a thread was put into the layer of its group"),
  /** How often that, or reading the threads of a workload, failed. */
  PROFILE_FAILURES(
      "temper.profiles.failures",
      Kind.COUNTER,
      "",
      "how often that, or reading the threads of a workload, failed"),
  /** How many workloads the last complete plan puts into the layer. */
  MEMBERS(
      "temper.layer.members",
      Kind.GAUGE,
      "",
      "how many workloads the last complete plan puts into the layer",
      "layer"),
  /** Time on a CPU. */
  LAYER_RUN("temper.layer.run", Kind.COUNTER, "seconds", "time on a CPU", "layer"),
  /** Time between runnable and running. */
  LAYER_WAIT(
      "temper.layer.wait", Kind.COUNTER, "seconds", "time between runnable and running", "layer"),
  /** How many such waits there were. */
  LAYER_WAITS("temper.layer.waits", Kind.COUNTER, "", "how many such waits there were", "layer"),
  /**
   * How many of them were not longer than {@code le} seconds: cumulative buckets, for {@code
   * histogram_quantile}.
   */
  LAYER_WAITS_WITHIN(
      "temper.layer.waits.within",
      Kind.COUNTER,
      "",
      "how many of them were not longer than `le` seconds: cumulative buckets, for"
          + " `histogram_quantile`",
      "layer",
      "le"),
  /** The longest wait since the scheduler was attached. */
  LAYER_WAIT_LONGEST(
      "temper.layer.wait.longest",
      Kind.GAUGE,
      "seconds",
      "the longest wait since the scheduler was attached",
      "layer"),
  /** How often a thread was put on a CPU. */
  LAYER_RUNS("temper.layer.runs", Kind.COUNTER, "", "how often a thread was put on a CPU", "layer"),
  /** How often a thread woke up. */
  LAYER_WAKE_UPS("temper.layer.wake.ups", Kind.COUNTER, "", "how often a thread woke up", "layer"),
  /** How many of these got an idle CPU at once. */
  LAYER_DIRECT_WAKE_UPS(
      "temper.layer.direct.wake.ups",
      Kind.COUNTER,
      "",
      "how many of these got an idle CPU at once",
      "layer"),
  /** How many of these took a CPU from a lower rank. */
  LAYER_PREEMPTIONS(
      "temper.layer.preemptions",
      Kind.COUNTER,
      "",
      "how many of these took a CPU from a lower rank",
      "layer"),
  /** How often a thread lost its CPU to a higher rank. */
  LAYER_PREEMPTED(
      "temper.layer.preempted",
      Kind.COUNTER,
      "",
      "how often a thread lost its CPU to a higher rank",
      "layer"),
  /** How often a thread ran on another CPU than the time before, by how far it went. */
  LAYER_MIGRATIONS(
      "temper.layer.migrations",
      Kind.COUNTER,
      "",
      "how often a thread ran on another CPU than the time before, by how far it went",
      "layer",
      "kind"),
  /** Time on CPUs that the layer does not prefer. */
  LAYER_SPILL(
      "temper.layer.spill",
      Kind.COUNTER,
      "seconds",
      "time on CPUs that the layer does not prefer",
      "layer"),
  /**
   * Runs on CPUs of another, confined layer by threads that could have run elsewhere: fence
   * violations.
   */
  LAYER_VIOLATIONS(
      "temper.layer.violations",
      Kind.COUNTER,
      "",
      "runs on CPUs of another, confined layer by threads that could have run elsewhere:"
          + " fence violations",
      "layer"),
  /** The time of these runs. */
  LAYER_VIOLATION_TIME(
      "temper.layer.violation.time", Kind.COUNTER, "seconds", "the time of these runs", "layer"),
  /**
   * How often a queue of the layer was found waiting that should not have been; 0 if all is
   * well.
   */
  LAYER_RESCUES(
      "temper.layer.rescues",
      Kind.COUNTER,
      "",
      "how often a queue of the layer was found waiting that should not have been; 0 if all"
          + " is well",
      "layer"),
  /** How often a thread went to the front because it had waited for longer than planned. */
  LAYER_LATE(
      "temper.layer.late",
      Kind.COUNTER,
      "",
      "how often a thread went to the front because it had waited for longer than planned",
      "layer"),
  /** How often the layer was served out of order, so that nobody waits too long. */
  LAYER_OVERDUE(
      "temper.layer.overdue",
      Kind.COUNTER,
      "",
      "how often the layer was served out of order, so that nobody waits too long",
      "layer"),
  /** Runs that ended because the layer had reached its ceiling. */
  LAYER_CEILING_STOPS(
      "temper.layer.ceiling.stops",
      Kind.COUNTER,
      "",
      "runs that ended because the layer had reached its ceiling",
      "layer"),
  /** Time beyond the ceiling, which is out of reach for so many threads. */
  LAYER_OVER_CEILING(
      "temper.layer.over.ceiling",
      Kind.COUNTER,
      "seconds",
      "time beyond the ceiling, which is out of reach for so many threads",
      "layer"),
  /** 1 while what the API server has can be kept up with, else 0. */
  API_REACHABLE(
      "temper.apiserver.reachable",
      Kind.GAUGE,
      "",
      "1 while what the API server has can be kept up with, else 0; on a node of Kubernetes only,"
          + " as all of these",
      "watch"),
  /** How long ago anything was heard of the API server. */
  API_AGE(
      "temper.apiserver.heard.age",
      Kind.GAUGE,
      "seconds",
      "how long ago anything was heard, a bookmark included, of which there is one a minute; no value"
          + " before the first",
      "watch"),
  /** How often all objects were read. */
  API_LISTS(
      "temper.apiserver.lists",
      Kind.COUNTER,
      "",
      "how often all objects were read: once at the start, and when the API server has forgotten what"
          + " came after the last change",
      "watch"),
  /** How often a watch was opened. */
  API_WATCHES(
      "temper.apiserver.watches",
      Kind.COUNTER,
      "",
      "how often a watch was opened: every five to ten minutes if all is well",
      "watch"),
  /** How many changes were heard. */
  API_EVENTS("temper.apiserver.events", Kind.COUNTER, "", "how many changes were heard", "watch"),
  /** How often listing or watching failed. */
  API_WATCH_FAILURES(
      "temper.apiserver.watch.failures",
      Kind.COUNTER,
      "",
      "how often listing or watching failed",
      "watch"),
  /** 1 while writing to the API server works, else 0. */
  API_WRITABLE(
      "temper.apiserver.writable",
      Kind.GAUGE,
      "",
      "1 unless writing it failed the last time; 0 until it succeeds",
      "write"),
  /** How often something was written to the API server. */
  API_WRITES("temper.apiserver.writes", Kind.COUNTER, "", "how often it was written", "write"),
  /** How often writing to the API server failed. */
  API_WRITE_FAILURES(
      "temper.apiserver.write.failures",
      Kind.COUNTER,
      "",
      "how often writing it failed; it is tried again, but for an event that is refused",
      "write"),
  /**
   * Violations of a rule of the linter that persist and that nobody has suppressed; no value while the rule
   * could not look.
   */
  LINT_VIOLATION(
      "temper.lint.violation",
      Kind.GAUGE,
      "",
      "violations of a rule of the linter that persist and that nobody has suppressed; 0 is clean, and"
          + " while the rule could not look there is no value",
      "invariant"),
  /** For how many subjects a rule of the linter could not look. */
  LINT_UNCHECKED(
      "temper.lint.unchecked",
      Kind.GAUGE,
      "",
      "for how many subjects a rule of the linter could not look, since something is not known, or"
          + " not for long enough; `temper lint` says what",
      "invariant"),
  /** Results of the linter since the agent started, by outcome. */
  LINT_RESULTS(
      "temper.lint.results",
      Kind.COUNTER,
      "",
      "results of the linter since the agent started, by outcome",
      "outcome"),
  /** As {@link #LINT_VIOLATION}, under the name that it had before; told where that is wished. */
  LEGACY_LINT_VIOLATION(
      "infera.lint.violation",
      Kind.GAUGE,
      "",
      "the same as `temper_lint_violation`, under the name that it had before; only with"
          + " `metrics.legacy` or `--legacy-metrics`",
      "invariant");

  /** How the values of a meter behave. */
  public enum Kind {
    /** They go up and down. */
    GAUGE,
    /** They only grow, and begin at zero again with the agent or with its scheduler. */
    COUNTER
  }

  private final String meterName;
  private final Kind kind;
  private final String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // List.of() makes it so.
  private final List<String> tags;

  TemperMeter(String meterName, Kind kind, String unit, String description, String... tags) {
    this.meterName = meterName;
    this.kind = kind;
    this.unit = unit;
    this.description = description;
    this.tags = List.of(tags);
  }

  /**
   * Returns the name that Micrometer knows it by.
   *
   * @return lower case, with dots
   */
  public String meterName() {
    return meterName;
  }

  /**
   * Tells whether it repeats another one under an old name, and is told only where that is wished.
   *
   * @return true for a name of before
   */
  public boolean isLegacy() {
    return this == LEGACY_LINT_VIOLATION;
  }

  /**
   * Returns how its values behave.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns the unit of its values.
   *
   * @return {@code seconds}; empty for numbers of things
   */
  public String unit() {
    return unit;
  }

  /**
   * Says what it measures.
   *
   * @return words for people
   */
  public String description() {
    return description;
  }

  /**
   * Returns the names of its tags.
   *
   * @return none, one or two
   */
  public List<String> tags() {
    return tags;
  }
}
