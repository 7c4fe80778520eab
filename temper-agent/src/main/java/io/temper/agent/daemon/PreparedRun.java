package io.temper.agent.daemon;

import io.temper.agent.report.plan.PlanReport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A run of the agent whose configuration is read and understood.
 *
 * @param isDryRun whether one plan is made and shown, and nothing else done
 * @param plan makes that plan
 * @param agent makes the agent otherwise, which tells what became of the lines of its log
 */
public record PreparedRun(
    boolean isDryRun, Supplier<PlanReport> plan, Function<LogQueue, NodeAgent> agent) {}
