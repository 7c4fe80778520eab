/** Rules that look at what a node's scheduler, groups and neighbours do over time. */
@NullMarked
package io.temper.lint.node;

import org.jspecify.annotations.NullMarked;
