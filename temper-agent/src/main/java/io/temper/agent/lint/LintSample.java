package io.temper.agent.lint;

import io.temper.runtime.observation.LintObservation;
import java.time.Duration;

/**
 * What a sample of this node led to.
 *
 * @param found what the linter found
 * @param takenNanos when the sample was taken, by a clock that never steps
 * @param pause how old it is when the next one is due
 */
public record LintSample(LintObservation found, long takenNanos, Duration pause) {}
