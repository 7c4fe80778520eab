/** Watches over this node with the rules of {@code io.temper.lint}. */
@NullMarked
package io.temper.agent.lint;

import org.jspecify.annotations.NullMarked;
