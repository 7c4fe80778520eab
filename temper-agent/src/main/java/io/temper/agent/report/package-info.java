/**
 * What the commands answer, as values: which plan, why this pod is where it is, what this host can
 * do, which version this is. Knows neither options nor text.
 */
@NullMarked
package io.temper.agent.report;

import org.jspecify.annotations.NullMarked;
