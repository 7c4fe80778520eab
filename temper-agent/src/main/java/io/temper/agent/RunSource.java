package io.temper.agent;

import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.config.PlanConfig;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the agent of this host hears of workloads. */
interface RunSource {

  /** Returns the source as a user writes it. */
  String text();

  /** Returns the rules by which the tiers of its workloads are decided, from what is configured. */
  TierRules tierRules(PlanConfig configured);

  /**
   * Reads what runs now, for who plans once.
   *
   * @param systemCgroups gives further groups that the plan will name
   * @throws io.temper.TemperException if it cannot be read
   */
  NodeWorkloads readOnce(Supplier<List<CgroupPath>> systemCgroups);

  /**
   * Returns what an agent works with; asked once.
   *
   * @param systemCgroups gives further groups that the plan will name
   */
  WorkloadPorts ports(Supplier<List<CgroupPath>> systemCgroups);

  /** Returns who places the workloads; empty if nobody does. */
  Optional<Orchestrator> orchestrator();

  /** Returns what else a user should know, a sentence each. */
  List<String> notes();

  /** Returns what is as it may be and worth knowing all the same, a sentence each: nobody needs to act. */
  default List<String> information() {
    return List.of();
  }
}
