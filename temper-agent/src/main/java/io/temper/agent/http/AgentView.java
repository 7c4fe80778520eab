package io.temper.agent.http;

import io.temper.agent.report.agent.ConfigurationReport;
import io.temper.agent.report.agent.StatusReport;
import io.temper.runtime.observation.NodeObservation;
import java.util.function.Supplier;

/**
 * What of the agent can be seen from outside. Each gives what was published last, and never waits.
 *
 * @param node what the node and its scheduler do
 * @param status what the agent says of itself
 * @param configuration what it goes by
 */
public record AgentView(
    Supplier<NodeObservation> node,
    Supplier<StatusReport> status,
    Supplier<ConfigurationReport> configuration) {}
