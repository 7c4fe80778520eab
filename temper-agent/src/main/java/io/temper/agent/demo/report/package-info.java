/**
 * The demo's report as a versioned value, and its faces: JSON, text for a terminal, charts, a page.
 * Everything is drawn from the value alone, so a saved {@code report.json} gives the same charts.
 */
@NullMarked
package io.temper.agent.demo.report;

import org.jspecify.annotations.NullMarked;
