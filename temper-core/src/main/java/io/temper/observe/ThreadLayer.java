package io.temper.observe;

import org.jspecify.annotations.Nullable;

/**
 * What the scheduler itself holds of the layer of one thread, at one moment. It looks a thread's layer up
 * when the thread has something to do, so a thread that sleeps may have an answer that is out of date.
 *
 * @param noted the layer that a note on the thread names; null without a note, or if the scheduler has no
 *     layer of that name: then its control group decides
 * @param served the layer by which the scheduler serves the thread; null if that was looked up before the
 *     last change of plan, groups or notes, or never
 * @param servedCgroup the kernel's number of the control group that the thread was in when {@code served}
 *     was looked up; 0 without it
 */
public record ThreadLayer(@Nullable String noted, @Nullable String served, long servedCgroup) {}
