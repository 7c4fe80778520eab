/** What a rule is, and what it may say: the five cases of {@link io.temper.lint.rule.Outcome}. */
@NullMarked
package io.temper.lint.rule;

import org.jspecify.annotations.NullMarked;
