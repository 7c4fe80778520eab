package io.temper.spring.threads;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;

/** Names the threads of Kafka's listeners, unless the application has an executor of its own. */
final class KafkaPool implements BeanPostProcessor {
  private final ObjectProvider<PoolPlacement> placement;

  KafkaPool(ObjectProvider<PoolPlacement> placement) {
    this.placement = placement;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> factory
        && factory.getContainerProperties().getListenerTaskExecutor() == null) {
      placement.getObject().place(PoolKind.KAFKA, beanName).ifPresent(placed -> factory
          .getContainerProperties()
          .setListenerTaskExecutor(new SimpleAsyncTaskExecutor(placed.threadNames())));
    }
    return bean;
  }
}
