/** Tests of the watch over this node. */
@NullMarked
package io.temper.agent.lint;

import org.jspecify.annotations.NullMarked;
