package io.temper.tier;

/**
 * A tier annotation that did not decide.
 *
 * @param key the annotation's key
 * @param value what it says
 * @param why why it did not decide, as the end of a sentence
 */
public record IgnoredAnnotation(String key, String value, String why) {}
