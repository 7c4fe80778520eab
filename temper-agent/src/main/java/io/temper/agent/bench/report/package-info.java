/** The result of the benchmarks as a versioned value, and its faces: JSON, a page, Markdown. */
@NullMarked
package io.temper.agent.bench.report;

import org.jspecify.annotations.NullMarked;
