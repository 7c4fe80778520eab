/**
 * The scheduler against the stock one, in one run and one machine, interleaved: what it costs where
 * nothing competes, and what it is worth to a service under a rising load of batch.
 *
 * <p>Arms, pods, statistics and clients are those of {@code demo}; {@code tool} runs the programs of
 * others, {@code cost} reads the kernel's counters, {@code report} shows.
 */
@NullMarked
package io.temper.agent.bench;

import org.jspecify.annotations.NullMarked;
