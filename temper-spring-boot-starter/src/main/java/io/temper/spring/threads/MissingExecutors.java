package io.temper.spring.threads;

import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.SingletonBeanRegistry;

/** Tells of executors that a group names and that are not there, or cannot be put into one. */
final class MissingExecutors implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger("io.temper.spring");

  private final PoolPlacement placement;
  private final ListableBeanFactory beans;

  MissingExecutors(PoolPlacement placement, ListableBeanFactory beans) {
    this.placement = placement;
    this.beans = beans;
  }

  @Override
  public void afterSingletonsInstantiated() {
    placement.missing().forEach(this::tell);
  }

  private void tell(String executor) {
    if (!beans.containsBean(executor)) {
      LOG.warn(
          "temper.threads.groups names the executor '{}', and there is no such bean: correct the name",
          executor);
    } else if (beans.getType(executor, false) != null && isMade(executor)) {
      LOG.warn(
          "temper.threads.groups names the bean '{}', whose threads cannot be named from outside: use"
              + " ThreadGroups where it makes them",
          executor);
    }
  }

  /** One that is made later may still be met. */
  private boolean isMade(String executor) {
    return beans instanceof SingletonBeanRegistry registry
        && (registry.containsSingleton(executor)
            || Stream.of(beans.getAliases(executor)).anyMatch(registry::containsSingleton));
  }
}
