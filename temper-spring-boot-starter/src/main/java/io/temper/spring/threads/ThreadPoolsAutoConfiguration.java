package io.temper.spring.threads;

import com.zaxxer.hikari.HikariDataSource;
import io.temper.spring.HostFacts;
import io.temper.spring.TemperAutoConfiguration;
import io.temper.spring.TemperProperties;
import io.temper.spring.TemperRole;
import org.apache.catalina.core.StandardThreadExecutor;
import org.quartz.impl.StdSchedulerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import reactor.netty.resources.LoopResources;

/** Recognises the pools of an application that takes part. */
@AutoConfiguration(after = TemperAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "temper.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "temper.mode", havingValue = "participant", matchIfMissing = true)
public final class ThreadPoolsAutoConfiguration {
  /** Made by Spring. */
  ThreadPoolsAutoConfiguration() {}

  @Bean
  PoolPlacement temperPoolPlacement(TemperProperties properties, TemperRole role) {
    return new PoolPlacement(properties, role);
  }

  @Bean
  MissingExecutors temperMissingExecutors(PoolPlacement placement, ListableBeanFactory beans) {
    return new MissingExecutors(placement, beans);
  }

  @Bean
  Presence temperPresence(TemperRole role, HostFacts host, ApplicationEventPublisher events) {
    return new Presence(role, host, events);
  }

  @Bean
  static SpringPools temperSpringPools(ObjectProvider<PoolPlacement> placement) {
    return new SpringPools(placement);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ConfigurableTomcatWebServerFactory.class, StandardThreadExecutor.class})
  static class Tomcat {
    @Bean
    TomcatPool temperTomcatPool(PoolPlacement placement) {
      return new TomcatPool(placement);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({NettyReactiveWebServerFactory.class, LoopResources.class})
  static class Netty {
    @Bean
    NettyPool temperNettyPool(PoolPlacement placement) {
      return new NettyPool(placement);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HikariDataSource.class)
  static class Hikari {
    @Bean
    static HikariPool temperHikariPool(ObjectProvider<PoolPlacement> placement) {
      return new HikariPool(placement);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(AbstractKafkaListenerContainerFactory.class)
  static class Kafka {
    @Bean
    static KafkaPool temperKafkaPool(ObjectProvider<PoolPlacement> placement) {
      return new KafkaPool(placement);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({SchedulerFactoryBean.class, StdSchedulerFactory.class})
  static class Quartz {
    @Bean
    static QuartzPool temperQuartzPool(ObjectProvider<PoolPlacement> placement) {
      return new QuartzPool(placement);
    }
  }
}
