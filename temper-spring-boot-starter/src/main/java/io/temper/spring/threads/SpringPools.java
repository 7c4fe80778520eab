package io.temper.spring.threads;

import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Names the threads of Spring's executors and schedulers, before any of them is started. Executors of virtual
 * threads are none of these: the kernel does not see their threads.
 */
final class SpringPools implements BeanPostProcessor {
  private final ObjectProvider<PoolPlacement> placement;

  SpringPools(ObjectProvider<PoolPlacement> placement) {
    this.placement = placement;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    if (bean instanceof ExecutorConfigurationSupport pool) {
      placement
          .getObject()
          .place(kindOf(pool), beanName)
          .ifPresent(placed -> pool.setThreadNamePrefix(placed.threadNames()));
    } else if (bean instanceof ThreadPoolExecutor pool) {
      placement
          .getObject()
          .place(PoolKind.OTHER, beanName)
          .ifPresent(
              placed -> pool.setThreadFactory(new NamedThreads(placed, pool.getThreadFactory())));
    }
    return bean;
  }

  private static PoolKind kindOf(ExecutorConfigurationSupport pool) {
    if (pool instanceof ThreadPoolTaskScheduler) {
      return PoolKind.TASK_SCHEDULER;
    }
    return pool instanceof ThreadPoolTaskExecutor ? PoolKind.TASK_EXECUTOR : PoolKind.OTHER;
  }
}
