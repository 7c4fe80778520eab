/**
 * How a user of this node asks for safe mode and withdraws it: by a file, a signal or a command.
 */
@NullMarked
package io.temper.agent.daemon.safemode;

import org.jspecify.annotations.NullMarked;
