package io.temper.runtime.status;

import org.jspecify.annotations.Nullable;

/**
 * How a source is doing.
 *
 * @param name what it tells about
 * @param known whether it ever gave a complete answer, which then is still gone by
 * @param problem why its last answer failed, or that it does not answer; null if it is well
 */
public record FeedHealth(
    String name, boolean known, @Nullable String problem) {}
