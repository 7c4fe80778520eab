/**
 * What each command has: the console of its process, the options that all of them take, the exit codes, and how a
 * failure is said.
 */
@NullMarked
package io.temper.agent.cli.console;

import org.jspecify.annotations.NullMarked;
