package io.temper.spring.node;

import io.temper.bpf.SchedExtLoader;
import io.temper.plan.TierPlanner;
import io.temper.spi.SafeModeSource;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.StatusSink;
import io.temper.spi.WorkloadSource;
import io.temper.spring.TemperAutoConfiguration;
import io.temper.spring.TemperProperties;
import io.temper.spring.TemperRole;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Runs the node in this process, where {@code temper.mode} says so. */
@AutoConfiguration(after = TemperAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "temper.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "temper.mode", havingValue = "node")
public final class NodeAutoConfiguration {
  /** Made by Spring. */
  NodeAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  SchedulerBackend temperSchedulerBackend() {
    return new SchedExtLoader();
  }

  @Bean
  @ConditionalOnMissingBean
  TierPlanner temperTierPlanner() {
    return HostNode.planner();
  }

  @Bean
  EmbeddedNode temperNode(
      TemperProperties properties,
      TemperRole role,
      SchedulerBackend backend,
      TierPlanner planner,
      HostNode.Beans beans,
      ApplicationEventPublisher events) {
    // Asked for where the node is started: elsewhere nothing of it may keep the application from
    // starting.
    return new EmbeddedNode(
        role, () -> HostNode.of(properties.node(), backend, planner, beans), events);
  }

  @Bean
  HostNode.Beans temperNodeBeans(
      ObjectProvider<WorkloadSource> source,
      ObjectProvider<SafeModeSource> safeMode,
      ObjectProvider<StatusSink> sinks) {
    return new HostNode.Beans(source, safeMode, sinks);
  }
}
