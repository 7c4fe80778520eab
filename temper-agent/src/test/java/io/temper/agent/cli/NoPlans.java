package io.temper.agent.cli;

import io.temper.agent.report.input.Machine;
import io.temper.agent.report.plan.PlanInputs;
import io.temper.agent.report.plan.PlanRules;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** For commands that must ask the agent, and plan nothing themselves. */
final class NoPlans implements PlanInputs {

  @Override
  public Machine machine(String argument) {
    throw new AssertionError("nothing is to be planned for " + argument);
  }

  @Override
  public PlanRules rules(@Nullable Path config) {
    throw new AssertionError("nothing is to be planned by " + config);
  }
}
