/**
 * Stage 6 of 7. Compares what is written, planned and running with what was promised. In: everything
 * before it, and what a host tells, as a {@link io.temper.lint.fact.LintInput}. Out: a {@link
 * io.temper.lint.LintReport}. Begin with {@link io.temper.lint.Linter}. Pure.
 */
@NullMarked
@EvolvingApi
package io.temper.lint;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
