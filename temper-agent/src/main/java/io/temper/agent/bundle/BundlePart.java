package io.temper.agent.bundle;

import java.util.concurrent.Callable;

/**
 * One entry of a bundle before it is read.
 *
 * @param name of the entry
 * @param what it is, in a few words
 * @param text reads it; may throw anything, and may take its time
 */
public record BundlePart(String name, String what, Callable<String> text) {}
