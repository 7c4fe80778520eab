package io.temper.spring.threads;

import io.temper.spring.PoolTreatment;
import io.temper.spring.TemperProperties.Pools;
import java.util.function.Function;

/** A kind of pool that the starter recognises, with the group that its threads are in. */
enum PoolKind {
  TOMCAT("tomcat", "tomcat", Pools::tomcat),
  NETTY("netty", "netty", Pools::netty),
  TASK_EXECUTOR("task-executor", "tasks", Pools::taskExecutor),
  TASK_SCHEDULER("task-scheduler", "scheduled", Pools::taskScheduler),
  HIKARI("hikari", "hikari", Pools::hikari),
  KAFKA("kafka", "kafka", Pools::kafka),
  QUARTZ("quartz", "quartz", Pools::quartz),
  /** Any other pool, which only a group of the application can name. */
  OTHER("other", "other", pools -> PoolTreatment.UNCHANGED);

  private final String label;
  private final String group;
  private final Function<Pools, PoolTreatment> configured;

  PoolKind(String label, String group, Function<Pools, PoolTreatment> configured) {
    this.label = label;
    this.group = group;
    this.configured = configured;
  }

  String label() {
    return label;
  }

  String group() {
    return group;
  }

  PoolTreatment treatment(Pools pools) {
    return configured.apply(pools);
  }
}
