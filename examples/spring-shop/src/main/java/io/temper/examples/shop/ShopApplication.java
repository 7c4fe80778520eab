package io.temper.examples.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The shop. {@code application.properties} has all that it says of Temper. */
@SpringBootApplication
public class ShopApplication {
  /** Made by Spring. */
  ShopApplication() {}

  /**
   * Starts the shop.
   *
   * @param arguments properties, as Spring Boot takes them
   */
  public static void main(String[] arguments) {
    SpringApplication.run(ShopApplication.class, arguments);
  }

  @Bean
  ThreadPoolTaskExecutor reportExecutor() {
    ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
    executor.setCorePoolSize(2 * Runtime.getRuntime().availableProcessors());
    executor.setDaemon(true);
    return executor;
  }
}
