package io.temper.runtime.observation;

import io.temper.runtime.status.NodeStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a node does at one moment.
 *
 * @param status as of the end of the loop's last cycle
 * @param loopAge how long ago that was
 * @param scheduler what the scheduler had done; null if none is in charge, or nothing recent is known
 * @param schedulerAge how long ago that was read; zero without it
 */
public record NodeObservation(
    NodeStatus status,
    Duration loopAge,
    @Nullable SchedulerObservation scheduler,
    Duration schedulerAge) {}
