package io.temper.agent.daemon.port;

import io.temper.agent.report.agent.ConfigurationReport;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * What the agent's HTTP needs.
 *
 * @param address where it listens
 * @param legacyMetrics whether metrics are told under their old names, too
 * @param configuration gives what the agent goes by
 */
public record HttpSettings(
    InetSocketAddress address,
    boolean legacyMetrics,
    Supplier<ConfigurationReport> configuration) {}
