package io.temper.agent.daemon.port;

import io.temper.runtime.config.RightsizingConfig;
import io.temper.runtime.usage.UsageLook;
import io.temper.workload.WorkloadSet;
import java.util.function.Function;

/**
 * What watching the containers needs.
 *
 * @param config how often to look, and what a start-up is
 * @param looks reads the containers of workloads; what vanishes meanwhile is left out
 */
public record UsageSettings(RightsizingConfig config, Function<WorkloadSet, UsageLook> looks) {}
