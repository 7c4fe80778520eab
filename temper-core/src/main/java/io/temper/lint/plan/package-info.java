/** Rules that look at a plan for a machine. */
@NullMarked
package io.temper.lint.plan;

import org.jspecify.annotations.NullMarked;
