/** What a linter may know: each {@link io.temper.lint.fact.Fact} is there, or it is said why not. */
@NullMarked
package io.temper.lint.fact;

import org.jspecify.annotations.NullMarked;
