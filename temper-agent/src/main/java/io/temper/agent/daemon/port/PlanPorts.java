package io.temper.agent.daemon.port;

import io.temper.plan.TierPlanner;
import io.temper.runtime.thread.Bell;
import io.temper.tier.TierPolicy;
import java.util.function.Supplier;

/**
 * Where an agent hears how it shall plan.
 *
 * @param planner gives what makes the plans: the same one while the configuration does not change
 * @param bell rings when {@code planner} may read another configuration
 * @param tiers gives what decides the tiers of the plans that are made now; never waits
 * @param reload makes the planner's next call look at the configuration anew
 */
public record PlanPorts(
    Supplier<TierPlanner> planner, Bell bell, Supplier<TierPolicy> tiers, Runnable reload) {}
