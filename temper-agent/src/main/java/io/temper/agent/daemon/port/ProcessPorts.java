package io.temper.agent.daemon.port;

import io.temper.runtime.clock.Ticker;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The process that an agent lives in.
 *
 * @param signals calls a handler, from then on, whenever the signal of that name comes; throws a {@code
 *     TemperException} if it cannot
 * @param ticker the clocks
 * @param notes gives what else a user should know, a sentence each
 * @param information gives what is as it may be and worth knowing all the same, a sentence each
 * @param end ends the process at once, without running anything more
 */
public record ProcessPorts(
    BiConsumer<String, Runnable> signals,
    Ticker ticker,
    Supplier<List<String>> notes,
    Supplier<List<String>> information,
    Runnable end) {}
