/** What a linter may know: each {@link io.temper.lint.fact.Fact} is there, or it is said why not. */
@NullMarked
@EvolvingApi
package io.temper.lint.fact;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
