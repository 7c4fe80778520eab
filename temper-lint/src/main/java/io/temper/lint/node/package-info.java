/** Rules that look at what a node's scheduler, groups and neighbours do over time. */
@NullMarked
@InternalApi
package io.temper.lint.node;

import io.temper.InternalApi;
import org.jspecify.annotations.NullMarked;
