package io.temper.spring;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** An application that {@link ReloadTest} loads again and again. */
@SpringBootConfiguration
@EnableAutoConfiguration
class ReloadedApplication {
  @Bean
  static HostFacts hostFacts() {
    return FakeHostFacts.good();
  }

  @Bean
  ThreadPoolTaskExecutor reports() {
    return new ThreadPoolTaskExecutor();
  }

  @Bean
  ThreadPoolTaskScheduler timer() {
    return new ThreadPoolTaskScheduler();
  }

  /** Lets its own code run in each kind of thread. */
  @EventListener
  void started(ContextRefreshedEvent event) throws Exception {
    var context = event.getApplicationContext();
    reports().submit(ReloadedApplication::work).get();
    timer().submit(ReloadedApplication::work).get();
    context
        .getBeanProvider(ThreadGroups.class)
        .ifAvailable(groups -> groups.run("reports", ReloadedApplication::work));
  }

  private static void work() {
    Thread.onSpinWait();
  }
}
