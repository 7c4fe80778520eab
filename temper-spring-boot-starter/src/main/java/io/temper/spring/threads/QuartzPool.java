package io.temper.spring.threads;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.util.ReflectionUtils;

/**
 * Names the worker threads of Quartz's own pool, unless the application names them or brings another
 * pool: to one that knows no prefix, Quartz would refuse to start.
 */
final class QuartzPool implements BeanPostProcessor {
  private static final Logger LOG = LoggerFactory.getLogger("io.temper.spring");
  private static final String PREFIX = "org.quartz.threadPool.threadNamePrefix";
  private static final String TYPE = "org.quartz.threadPool.class";

  /** What may bring another pool. */
  private static final List<String> OTHER_POOLS =
      List.of("taskExecutor", "configLocation", "schedulerFactory");

  private final ObjectProvider<PoolPlacement> placement;

  QuartzPool(ObjectProvider<PoolPlacement> placement) {
    this.placement = placement;
  }

  /** After its customizers, and before it makes the scheduler. */
  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    if (bean instanceof SchedulerFactoryBean quartz) {
      place(quartz, beanName);
    }
    return bean;
  }

  /** Another scheduler may be in the group already, and stays there. */
  private void place(SchedulerFactoryBean quartz, String beanName) {
    PoolPlacement pools = placement.getObject();
    boolean isFirst = !pools.isPlaced(PoolKind.QUARTZ.label());
    pools.place(PoolKind.QUARTZ, PoolKind.QUARTZ.label()).ifPresent(placed -> {
      boolean named = name(quartz, placed, beanName);
      if (!named && isFirst) {
        pools.withdraw(placed.pool());
      }
    });
  }

  /** Returns whether its threads are named by us. */
  private static boolean name(SchedulerFactoryBean quartz, PlacedPool placed, String beanName) {
    try {
      var configured = (Properties) read(quartz, "quartzProperties");
      if (hasPoolOfItsOwn(quartz) || isNamed(configured)) {
        return false;
      }
      quartz.setQuartzProperties(with(configured, placed));
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      // In another version of Spring, or in an image without these fields.
      LOG.warn(
          "the threads of Quartz's bean '{}' cannot be named, so they keep their names and are in no"
              + " group: {}; temper.threads.pools.quartz=unchanged leaves them alone without a word",
          beanName,
          e.toString());
      return false;
    }
  }

  private static boolean hasPoolOfItsOwn(SchedulerFactoryBean quartz)
      throws ReflectiveOperationException {
    for (String field : OTHER_POOLS) {
      if (read(quartz, field) != null) {
        return true;
      }
    }
    return !(read(quartz, "schedulerFactoryClass") instanceof Class<?> factory
        && StdSchedulerFactory.class.isAssignableFrom(factory));
  }

  private static boolean isNamed(@Nullable Properties configured) {
    return configured != null
        && (configured.getProperty(PREFIX) != null || configured.getProperty(TYPE) != null);
  }

  /** The application's own properties are not touched. */
  private static Properties with(@Nullable Properties configured, PlacedPool placed) {
    var all = new Properties();
    if (configured != null) {
      configured
          .stringPropertyNames()
          .forEach(name -> all.setProperty(name, configured.getProperty(name)));
    }
    // Quartz adds a dash of its own before the number.
    String prefix = placed.threadNames();
    all.setProperty(PREFIX, prefix.substring(0, prefix.length() - 1));
    return all;
  }

  /** Spring tells none of these by a method. */
  private static @Nullable Object read(SchedulerFactoryBean quartz, String name)
      throws ReflectiveOperationException {
    Field field = SchedulerFactoryBean.class.getDeclaredField(name);
    ReflectionUtils.makeAccessible(field);
    return field.get(quartz);
  }
}
