/**
 * The command line: one class a command. A command reads its options (those that it shares with others are in
 * {@link io.temper.agent.cli.option}), lets {@code io.temper.agent.report} compute, lets {@code io.temper.agent.text} render, and writes the result
 * to its {@link io.temper.agent.cli.console.Console}; nothing here computes, nothing else here writes.
 */
@NullMarked
package io.temper.agent.cli;

import org.jspecify.annotations.NullMarked;
