/**
 * What {@code temper doctor} tells: whether this host can enforce a plan, what a bundle has in it,
 * and what is never in one.
 */
@NullMarked
package io.temper.agent.report.doctor;

import org.jspecify.annotations.NullMarked;
