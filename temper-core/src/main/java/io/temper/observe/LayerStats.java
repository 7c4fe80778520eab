package io.temper.observe;

import java.time.Duration;

/**
 * What the threads of one layer did, all CPUs together, since the scheduler was loaded. Every number
 * only grows.
 *
 * @param name the layer's name
 * @param runTime time on a CPU
 * @param waitTime time between runnable and running
 * @param longestWait the longest such time
 * @param waits how such times are distributed
 * @param runs how often a thread was put on a CPU
 * @param wakeUps how often a thread woke up
 * @param directWakeUps how many of these got an idle CPU at once
 * @param preemptions how many of these took a CPU from a lower rank
 * @param queued how many wake-ups and slice ends had to wait in a queue
 * @param preempted how often a thread lost its CPU to a higher rank before its slice ended
 * @param migrations how often a thread ran on another CPU than the time before
 * @param turns how often the layer got what preempting layers owed it
 * @param overdue how often the layer was served out of order, so that nobody waits too long
 * @param restricted how often a thread that may use few CPUs was queued for one of them
 */
public record LayerStats(
    String name,
    Duration runTime,
    Duration waitTime,
    Duration longestWait,
    Log2Histogram waits,
    long runs,
    long wakeUps,
    long directWakeUps,
    long preemptions,
    long queued,
    long preempted,
    long migrations,
    long turns,
    long overdue,
    long restricted) {}
