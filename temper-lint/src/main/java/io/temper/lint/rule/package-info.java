/** What a rule is, and what it may say: the five cases of {@link io.temper.lint.rule.Outcome}. */
@NullMarked
@EvolvingApi
package io.temper.lint.rule;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
