package io.temper.agent;

import io.temper.linux.CgroupTree;
import io.temper.plan.ExclusiveCpus;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.thread.Bell;
import io.temper.spi.SafeModeSource;
import io.temper.spi.StatusSink;
import io.temper.spi.WorkloadSource;
import io.temper.tier.TierRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the agent needs of one kind of orchestrator: all in which one differs from another. */
interface OrchestratorClient extends AutoCloseable {

  /** Returns the source as a user writes it. */
  String text();

  /** Returns who is asked, for people: {@code the API server}. */
  String asked();

  /** Returns what it calls its workloads, in the plural, for people and names of threads. */
  String workloadsAre();

  /** Returns the rules by which the tiers of its workloads are decided, from what is configured. */
  TierRules tierRules(PlanConfig configured);

  /** Begins to listen. */
  void start();

  /**
   * Waits until it is known whether safe mode is asked for, or cannot be known now.
   *
   * @param atMost how long
   */
  void awaitNode(Duration atMost) throws InterruptedException;

  /**
   * Waits until all is known that the workloads are made of, or cannot be known now.
   *
   * @param atMost how long, for each question
   */
  void awaitWorkloads(Duration atMost) throws InterruptedException;

  /**
   * Returns what runs on the node, for its agent; asked once.
   *
   * @param tree finds the groups of workloads
   */
  WorkloadSource workloads(CgroupTree tree);

  /**
   * Returns the same for who only looks, perhaps elsewhere than on the node; asked once, in place of that.
   *
   * @param tree finds the groups of workloads
   */
  default WorkloadSource workloadsToLookAt(CgroupTree tree) {
    return workloads(tree);
  }

  /**
   * Returns the CPUs that it has given to one workload alone and that no file of this host tells of, as they
   * were when the workloads were read last.
   */
  List<ExclusiveCpus> exclusive();

  /** Returns what is equal to its last value only if the workloads most likely are the same. */
  Object sign();

  /** Returns what rings after the workloads may have changed; for one listener. */
  Bell workloadBell();

  /** Returns what tells whether the node asks for safe mode. */
  SafeModeSource safeMode();

  /** Returns what rings after the node may ask for something else; for one listener. */
  Bell safeModeBell();

  /** Opens who is told how the node is doing, once; empty where there is no place for it. */
  Optional<StatusSink> openStatusSink();

  /** Returns what else a user should know, a sentence each. */
  List<String> notes();

  /** Returns what else a user may want to know, and need do nothing about; a sentence each. */
  default List<String> information() {
    return List.of();
  }

  /** Returns how well it listens and tells. Never waits. */
  ApiServerObservation observe();

  /** Ceases to listen. */
  @Override
  void close();
}
