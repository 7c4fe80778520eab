/** Tests of the commands. */
@NullMarked
package io.temper.agent.cli;

import org.jspecify.annotations.NullMarked;
