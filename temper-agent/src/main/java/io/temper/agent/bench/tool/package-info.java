/** The programs that stress a scheduler and nothing else, and what their output says. */
@NullMarked
package io.temper.agent.bench.tool;

import org.jspecify.annotations.NullMarked;
