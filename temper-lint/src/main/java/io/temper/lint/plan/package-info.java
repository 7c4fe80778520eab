/** Rules that look at a plan for a machine. */
@NullMarked
@InternalApi
package io.temper.lint.plan;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
