package io.temper.spring.threads;

import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;

/** Names the worker threads of Quartz's own pool, unless the application names them. */
final class QuartzPool implements BeanPostProcessor {
  private static final String PREFIX = "org.quartz.threadPool.threadNamePrefix";
  private static final String TYPE = "org.quartz.threadPool.class";

  private final ObjectProvider<PoolPlacement> placement;

  QuartzPool(ObjectProvider<PoolPlacement> placement) {
    this.placement = placement;
  }

  /** After the properties were bound. */
  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof QuartzProperties quartz) {
      place(quartz.getProperties());
    }
    return bean;
  }

  private void place(Map<String, String> properties) {
    if (!properties.containsKey(PREFIX) && !properties.containsKey(TYPE)) {
      placement
          .getObject()
          .place(PoolKind.QUARTZ, PoolKind.QUARTZ.label())
          // Quartz adds a dash of its own before the number.
          .ifPresent(placed -> properties.put(PREFIX, withoutDash(placed.threadNames())));
    }
  }

  private static String withoutDash(String prefix) {
    return prefix.substring(0, prefix.length() - 1);
  }
}
