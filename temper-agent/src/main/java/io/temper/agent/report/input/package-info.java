/**
 * What a user hands in to be answered about: lists of pods, the pods in them, machines; and how it
 * is said that one of these, or an option, cannot be used.
 */
@NullMarked
package io.temper.agent.report.input;

import org.jspecify.annotations.NullMarked;
