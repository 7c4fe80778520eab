package io.temper.observe;

/**
 * What the scheduler as a whole did since it was loaded. Every number only grows.
 *
 * @param dispatches how often a CPU asked for work
 * @param steals how often a CPU took work from another last-level cache
 * @param kernelThreads how often a kernel thread of one CPU woke up
 * @param withoutContext how often a thread was served without the scheduler's notes on it
 * @param withoutConfig how often the scheduler was asked before it had a configuration
 * @param layerMisses how often a membership named a layer that does not exist
 * @param rescues how often a queue was found waiting that should not have been; 0 if all is well
 * @param resolves how often a thread's layer was looked up
 */
public record SchedulerCounters(
    long dispatches,
    long steals,
    long kernelThreads,
    long withoutContext,
    long withoutConfig,
    long layerMisses,
    long rescues,
    long resolves) {}
