package io.temper.spring.threads;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ClassUtils;

/**
 * Names the threads of Spring's executors and schedulers, before any of them is started. Those that make virtual
 * threads, or theirs by a factory of the application, are none of these: the prefix of their names says nothing.
 */
final class SpringPools implements BeanPostProcessor, BeanFactoryAware {
  /** What Spring Boot calls the threads of its own beans. */
  private static final List<String> PREFIXES_OF_BOOT = List.of("task-", "scheduling-");

  private final ObjectProvider<PoolPlacement> placement;
  private @Nullable BeanFactory beans;

  SpringPools(ObjectProvider<PoolPlacement> placement) {
    this.placement = placement;
  }

  @Override
  public void setBeanFactory(BeanFactory beanFactory) {
    this.beans = beanFactory;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    if (bean instanceof ExecutorConfigurationSupport pool) {
      placement
          .getObject()
          .place(kindOf(pool), namesOf(beanName), hasPrefixOfItsOwn(pool))
          .ifPresent(placed -> pool.setThreadNamePrefix(placed.threadNames()));
    } else if (bean instanceof ThreadPoolExecutor pool) {
      placement
          .getObject()
          .place(PoolKind.OTHER, namesOf(beanName), false)
          .ifPresent(
              placed -> pool.setThreadFactory(new NamedThreads(placed, pool.getThreadFactory())));
    }
    return bean;
  }

  /** Only now it can be told who makes the threads. Pools that are left as they are, are not asked. */
  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof ExecutorConfigurationSupport pool
        && placement.getObject().isPlaced(beanName)
        && isMadeByAnother(pool)) {
      placement.getObject().withdraw(beanName);
    }
    return bean;
  }

  private static boolean isMadeByAnother(ExecutorConfigurationSupport pool) {
    try {
      ThreadFactory maker = makerOf(pool);
      return maker != null && maker != pool;
    } catch (IllegalStateException e) {
      // It starts at its first use, so nobody can tell yet.
      return false;
    }
  }

  /** Null where there is none to be told, as in a test's mock of a pool. */
  private static @Nullable ThreadFactory makerOf(ExecutorConfigurationSupport pool) {
    ThreadPoolExecutor threads = null;
    if (pool instanceof ThreadPoolTaskExecutor tasks) {
      threads = tasks.getThreadPoolExecutor();
    } else if (pool instanceof ThreadPoolTaskScheduler timer) {
      threads = timer.getScheduledThreadPoolExecutor();
    }
    return threads == null ? null : threads.getThreadFactory();
  }

  /** The name first. */
  private Set<String> namesOf(String beanName) {
    Set<String> names = new LinkedHashSet<>(List.of(beanName));
    if (beans != null) {
      names.addAll(List.of(beans.getAliases(beanName)));
    }
    return names;
  }

  /** By such a prefix its logs may be searched and its alerts go. */
  private static boolean hasPrefixOfItsOwn(ExecutorConfigurationSupport pool) {
    // A test's mock has none.
    String prefix = String.valueOf(pool.getThreadNamePrefix());
    return !prefix.equals(ClassUtils.getShortName(pool.getClass()) + "-")
        && !PREFIXES_OF_BOOT.contains(prefix);
  }

  private static PoolKind kindOf(ExecutorConfigurationSupport pool) {
    if (pool instanceof ThreadPoolTaskScheduler) {
      return PoolKind.TASK_SCHEDULER;
    }
    return pool instanceof ThreadPoolTaskExecutor ? PoolKind.TASK_EXECUTOR : PoolKind.OTHER;
  }
}
