package io.temper.spring.threads;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Names the housekeeping threads of HikariCP, unless the application has a factory of its own. */
final class HikariPool implements BeanPostProcessor {
  private final ObjectProvider<PoolPlacement> placement;

  HikariPool(ObjectProvider<PoolPlacement> placement) {
    this.placement = placement;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    // One that runs has its threads already, and refuses to be changed.
    if (bean instanceof HikariDataSource pool
        && pool.getThreadFactory() == null
        && pool.getHikariPoolMXBean() == null) {
      placement
          .getObject()
          .place(PoolKind.HIKARI, beanName)
          .ifPresent(placed -> pool.setThreadFactory(new NamedThreads(placed, HikariPool::daemon)));
    }
    return bean;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
