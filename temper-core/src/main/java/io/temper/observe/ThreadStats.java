package io.temper.observe;

import java.time.Duration;

/**
 * What one watched thread did since it is watched. Numbers only grow while it is.
 *
 * @param tid its number in the first PID namespace, which is the host's
 * @param layer its layer when it was put on a CPU last
 * @param cpu the CPU that it runs on or ran on last
 * @param core the lowest CPU number of that CPU's core
 * @param running whether it is on that CPU now
 * @param besideBusySibling whether the core's other CPU ran a thread when it was put there
 * @param runTime time on a CPU, up to its last stop or the end of its last slice
 * @param waitTime time between runnable and running
 * @param longestWait the longest such time
 * @param runs how often it was put on a CPU
 * @param runsBesideBusySibling how many of these beside a busy sibling
 * @param migrations how often on another CPU than the time before
 */
public record ThreadStats(
    int tid,
    String layer,
    int cpu,
    int core,
    boolean running,
    boolean besideBusySibling,
    Duration runTime,
    Duration waitTime,
    Duration longestWait,
    long runs,
    long runsBesideBusySibling,
    Migrations migrations) {}
