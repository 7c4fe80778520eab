package io.temper.spring.threads;

import org.apache.catalina.core.StandardThreadExecutor;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Gives Tomcat an executor like its own, with other names of threads. It is started and stopped with Tomcat,
 * and has the numbers of threads that {@code server.tomcat.threads} says.
 */
final class TomcatPool
    implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {
  private final PoolPlacement placement;

  TomcatPool(PoolPlacement placement) {
    this.placement = placement;
  }

  /** After whoever sets numbers of threads, or an executor of virtual ones. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    // Of a connector: those of its handler come before the numbers of threads are set.
    factory.addConnectorCustomizers(connector -> place(connector.getProtocolHandler()));
  }

  private void place(ProtocolHandler handler) {
    // Somebody's own executor, or one of virtual threads, is left alone.
    if (handler instanceof AbstractProtocol<?> protocol && protocol.getExecutor() == null) {
      placement
          .place(PoolKind.TOMCAT, PoolKind.TOMCAT.label())
          .ifPresent(placed -> protocol.setExecutor(executor(protocol, placed)));
    }
  }

  private static StandardThreadExecutor executor(AbstractProtocol<?> protocol, PlacedPool placed) {
    StandardThreadExecutor executor = new StandardThreadExecutor();
    executor.setName("temper-" + placed.pool());
    executor.setNamePrefix(placed.threadNames());
    executor.setMaxThreads(protocol.getMaxThreads());
    executor.setMinSpareThreads(protocol.getMinSpareThreads());
    executor.setMaxQueueSize(protocol.getMaxQueueSize());
    executor.setDaemon(true);
    return executor;
  }
}
