package io.temper.spring.threads;

import io.temper.spring.PoolTreatment;
import io.temper.spring.TemperProperties.Pools;

/** A kind of pool that the starter recognises, with the group that its threads are in. */
enum PoolKind {
  TOMCAT("tomcat", "tomcat"),
  NETTY("netty", "netty"),
  TASK_EXECUTOR("task-executor", "tasks"),
  TASK_SCHEDULER("task-scheduler", "scheduled"),
  HIKARI("hikari", "hikari"),
  KAFKA("kafka", "kafka"),
  QUARTZ("quartz", "quartz"),
  /** Any other pool, which only a group of the application can name. */
  OTHER("other", "other");

  private final String label;
  private final String group;

  PoolKind(String label, String group) {
    this.label = label;
    this.group = group;
  }

  /** Returns its name below {@code temper.threads.pools}. */
  String label() {
    return label;
  }

  String group() {
    return group;
  }

  /** Returns what is configured for all pools of this kind. */
  PoolTreatment treatment(Pools pools) {
    return switch (this) {
      case TOMCAT -> pools.tomcat();
      case NETTY -> pools.netty();
      case TASK_EXECUTOR -> pools.taskExecutor();
      case TASK_SCHEDULER -> pools.taskScheduler();
      case HIKARI -> pools.hikari();
      case KAFKA -> pools.kafka();
      case QUARTZ -> pools.quartz();
      case OTHER -> PoolTreatment.UNCHANGED;
    };
  }
}
