package io.temper.agent.demo;

import io.temper.TemperException;
import io.temper.agent.demo.node.NodePlanner;
import io.temper.agent.demo.node.SchedExtState;
import io.temper.agent.demo.report.Changes;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.PublishOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes tiers under an attached scheduler, one change a {@link #step()}, and reads after each what
 * the kernel says about the scheduler. For one thread at a time.
 */
final class TierChanges {
  private final AttachedScheduler scheduler;
  private final NodePlanner planner;
  private final PlanVariants variants;
  private final SchedExtState kernel;
  private final long startNanos;
  private final long enableSeqBefore;
  private final long generationBefore;

  // Mutable state.
  private final List<Changes.Event> events = new ArrayList<>();
  private final List<Long> publishNanos = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private long generation;
  private int refused;

  /**
   * Begins with the scheduler as it is.
   *
   * @param scheduler attached
   * @param generation its generation
   */
  TierChanges(
      AttachedScheduler scheduler,
      long generation,
      NodePlanner planner,
      PlanVariants variants,
      SchedExtState kernel) {
    this.scheduler = scheduler;
    this.planner = planner;
    this.variants = variants;
    this.kernel = kernel;
    this.generation = generation;
    generationBefore = generation;
    enableSeqBefore = kernel.enableSeq();
    states.add(kernel.state());
    startNanos = System.nanoTime();
  }

  /** Plans the next change from its pods, publishes it and reads the kernel's view. */
  void step() {
    PlanVariants.Variant variant = variants.after(events.size());
    var config = planner.configure(variant.pods(), generation + 1);
    long before = System.nanoTime();
    PublishOutcome outcome = scheduler.publish(config);
    long after = System.nanoTime();
    publishNanos.add(after - before);
    note(outcome);
    states.add(kernel.state());
    events.add(new Changes.Event(
        (after - startNanos) / 1e6, variant.text(), generation, kernel.enableSeq()));
  }

  private void note(PublishOutcome outcome) {
    if (outcome instanceof PublishOutcome.Published published) {
      generation = published.generation();
    } else if (outcome instanceof PublishOutcome.Ended ended) {
      throw new TemperException("the scheduler ended while tiers changed: " + ended.exit());
    } else if (!outcome.isInForce()) {
      refused++;
    }
  }

  /**
   * Returns what happened so far.
   *
   * @param round the round's number, from 0
   */
  ChangeLog log(int round) {
    long enableSeqAfter = kernel.enableSeq();
    states.add(kernel.state());
    List<String> distinct = states.stream().distinct().toList();
    var timeline = new Changes.Timeline(
        round,
        generationBefore,
        generation,
        enableSeqBefore,
        enableSeqAfter,
        String.join(", ", distinct),
        events);
    return new ChangeLog(timeline, List.copyOf(publishNanos), refused, states.size());
  }
}
