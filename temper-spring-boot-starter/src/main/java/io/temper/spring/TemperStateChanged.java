package io.temper.spring;

/**
 * An event of the application context: what Temper does for this application has changed. Published from a
 * thread of Temper, or by who stops the node, neither of which a listener may keep.
 *
 * @param before the state that was told of before, as {@code /actuator/temper} tells it
 * @param after the state now
 * @param reason why, in a sentence without its full stop
 */
public record TemperStateChanged(String before, String after, String reason) {}
