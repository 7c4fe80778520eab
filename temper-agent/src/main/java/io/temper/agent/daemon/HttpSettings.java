package io.temper.agent.daemon;

import io.temper.agent.report.ConfigurationReport;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * What the agent's HTTP needs.
 *
 * @param address where it listens
 * @param configuration gives what the agent goes by
 */
public record HttpSettings(
    InetSocketAddress address, Supplier<ConfigurationReport> configuration) {}
