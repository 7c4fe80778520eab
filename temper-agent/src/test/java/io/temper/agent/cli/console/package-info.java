/** Tests of the commands. */
@NullMarked
package io.temper.agent.cli.console;

import org.jspecify.annotations.NullMarked;
