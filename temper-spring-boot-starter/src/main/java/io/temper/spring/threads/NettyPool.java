package io.temper.spring.threads;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import reactor.netty.resources.LoopResources;

/** Gives Reactor Netty's server event loops with other names of threads, for as long as the context lives. */
final class NettyPool
    implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered, DisposableBean {
  private final PoolPlacement placement;
  private @Nullable LoopResources loops;

  NettyPool(PoolPlacement placement) {
    this.placement = placement;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    Optional<PlacedPool> placed = placement.place(PoolKind.NETTY, PoolKind.NETTY.label());
    if (placed.isPresent()) {
      LoopResources named = LoopResources.create(placed.get().threadNames());
      loops = named;
      factory.addServerCustomizers(server -> server.runOn(named));
    }
  }

  @Override
  public void destroy() {
    if (loops != null) {
      loops.dispose();
    }
  }
}
