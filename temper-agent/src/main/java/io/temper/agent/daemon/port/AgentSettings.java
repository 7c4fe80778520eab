package io.temper.agent.daemon.port;

import io.temper.agent.lint.NodeLint;
import io.temper.runtime.ControllerOptions;
import io.temper.workload.AnnotationPrefixes;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an agent goes about it, and where its files are.
 *
 * @param options of the control loop
 * @param poll how often the workloads are looked at
 * @param source where they come from, for people
 * @param safeModeFile asks for safe mode by being there
 * @param controlSocket where commands find the agent
 * @param stateDirectory what outlives the agent
 * @param auditFile the audit log
 * @param auditMaxBytes how large it becomes before another is begun
 * @param auditKeep how many older ones are kept
 * @param http what its HTTP needs; null for no HTTP
 * @param usage what watching the containers needs; null for not watching them
 * @param lint how often the linter looks
 * @param prefixes of the annotations that suppress a rule
 */
public record AgentSettings(
    ControllerOptions options,
    Duration poll,
    String source,
    Path safeModeFile,
    Path controlSocket,
    Path stateDirectory,
    Path auditFile,
    long auditMaxBytes,
    int auditKeep,
    @Nullable HttpSettings http,
    @Nullable UsageSettings usage,
    NodeLint.Pace lint,
    AnnotationPrefixes prefixes) {}
