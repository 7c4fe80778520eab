package io.temper.spring.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.temper.spring.TemperAutoConfiguration;
import io.temper.spring.TemperRole;
import io.temper.spring.TemperStateSource;
import io.temper.spring.node.EmbeddedNode;
import io.temper.spring.node.NodeAutoConfiguration;
import io.temper.spring.threads.PoolPlacement;
import io.temper.spring.threads.ThreadPoolsAutoConfiguration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the actuator tells, as far as the application has one. */
@AutoConfiguration(
    after = {
      TemperAutoConfiguration.class,
      ThreadPoolsAutoConfiguration.class,
      NodeAutoConfiguration.class
    },
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
public final class TemperActuatorAutoConfiguration {
  /** Made by Spring. */
  TemperActuatorAutoConfiguration() {}

  @Bean
  TemperReports temperReports(
      TemperRole role,
      ObjectProvider<TemperStateSource> source,
      ObjectProvider<PoolPlacement> pools,
      ObjectProvider<EmbeddedNode> node) {
    return new TemperReports(
        role,
        () -> Optional.ofNullable(source.getIfAvailable()),
        () -> Optional.ofNullable(pools.getIfAvailable()),
        () -> Optional.ofNullable(node.getIfAvailable()));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
  static class Endpoints {
    @Bean
    @ConditionalOnBean(EmbeddedNode.class)
    @ConditionalOnBooleanProperty("temper.node.safe-mode-endpoint")
    @ConditionalOnAvailableEndpoint
    SafeModeEndpoint temperSafeModeEndpoint(TemperReports reports, EmbeddedNode node) {
      return new SafeModeEndpoint(reports, node);
    }

    @Bean
    @ConditionalOnMissingBean(SafeModeEndpoint.class)
    @ConditionalOnAvailableEndpoint
    TemperEndpoint temperEndpoint(TemperReports reports) {
      return new TemperEndpoint(reports);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthIndicator.class)
  static class HealthConfiguration {
    @Bean
    @ConditionalOnEnabledHealthIndicator("temper")
    TemperHealth temperHealthIndicator(TemperReports reports) {
      return new TemperHealth(reports);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  static class Meters {
    @Bean
    @ConditionalOnBean(MeterRegistry.class)
    ApplicationMeters temperApplicationMeters(TemperReports reports) {
      return new ApplicationMeters(reports);
    }
  }
}
