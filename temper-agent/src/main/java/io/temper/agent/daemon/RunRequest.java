package io.temper.agent.daemon;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about the agent to run.
 *
 * @param config its configuration file; null for the usual place
 * @param source where workloads come from; null for what the configuration says
 * @param observe whether it attaches nothing, whatever the configuration says
 */
public record RunRequest(@Nullable Path config, @Nullable String source, boolean observe) {}
