package io.temper.spring.threads;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import io.temper.profile.DeclaredGroups;
import io.temper.spring.Await;
import io.temper.spring.FakeHostFacts;
import io.temper.spring.HostFacts;
import io.temper.spring.LiveThreads;
import io.temper.spring.TemperAutoConfiguration;
import io.temper.threads.Treatment;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Which pools are recognised, and what the kernel sees of their threads. */
@ExtendWith(OutputCaptureExtension.class)
class PoolsTest {
  private static final int KERNEL_NAME = 15;

  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(
          AutoConfigurations.of(TemperAutoConfiguration.class, ThreadPoolsAutoConfiguration.class))
      .withBean(HostFacts.class, FakeHostFacts::good)
      .withBean("tasks", ThreadPoolTaskExecutor.class)
      .withBean("reports", ThreadPoolTaskExecutor.class)
      .withBean("timer", ThreadPoolTaskScheduler.class);

  private static ApplicationContextRunner inactive() {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(
            TemperAutoConfiguration.class, ThreadPoolsAutoConfiguration.class))
        .withBean(HostFacts.class, () -> new FakeHostFacts("Windows 11"));
  }

  private static String nameIn(ExecutorService pool) throws Exception {
    return pool.submit(currentName()).get();
  }

  private static Callable<String> currentName() {
    return () -> Thread.currentThread().getName();
  }

  @Test
  void taskExecutor_isLeftAloneUnlessConfigured() {
    runner.run(context -> assertThat(context
            .getBean("tasks", ThreadPoolTaskExecutor.class)
            .submit(currentName())
            .get())
        .isEqualTo("tasks-1"));
  }

  @Test
  void taskScheduler_yields() {
    runner.run(context -> assertThat(
            context.getBean(ThreadPoolTaskScheduler.class).submit(currentName()).get())
        .isEqualTo("@Y:scheduled-pool-thread-1"));
  }

  /** Logs are searched by it, and nobody said that its work may wait. */
  @Test
  void taskScheduler_withAPrefixOfItsOwn_keepsItUnlessAGroupNamesIt() {
    var named = runner.withBean("billing", ThreadPoolTaskScheduler.class, () -> {
      var pool = new ThreadPoolTaskScheduler();
      pool.setThreadNamePrefix("billing-");
      return pool;
    });
    named.run(context -> assertThat(scheduled(context, "billing")).isEqualTo("billing-1"));
    named
        .withPropertyValues(
            "temper.threads.groups.nightly.treatment=yield",
            "temper.threads.groups.nightly.executors=billing")
        .run(context ->
            assertThat(scheduled(context, "billing")).isEqualTo("@Y:nightly-pool-thread-1"));
  }

  private static String scheduled(ApplicationContext context, String bean) throws Exception {
    return context
        .getBean(bean, ThreadPoolTaskScheduler.class)
        .submit(currentName())
        .get();
  }

  @Test
  void executorWithAFactoryOfItsOwn_isInNoGroup_andTheLogSaysSo(CapturedOutput output) {
    runner
        .withBean("own", ThreadPoolTaskExecutor.class, () -> {
          var pool = new ThreadPoolTaskExecutor();
          pool.setThreadFactory(work -> new Thread(work, "mine"));
          return pool;
        })
        .withPropertyValues("temper.threads.groups.nightly.executors=own")
        .run(context -> {
          assertThat(context
                  .getBean("own", ThreadPoolTaskExecutor.class)
                  .submit(currentName())
                  .get())
              .isEqualTo("mine");
          assertThat(context.getBean(PoolPlacement.class).placed())
              .extracting(PlacedPool::pool)
              .doesNotContain("own");
          assertThat(output.getAll()).contains("names the bean 'own'");
        });
  }

  @Test
  void executorThatAGroupNamesByAnAlias_isOfThatGroup(CapturedOutput output) {
    runner
        .withInitializer(context -> context.getBeanFactory().registerAlias("reports", "nightly"))
        .withPropertyValues("temper.threads.groups.night.executors=nightly")
        .run(context -> {
          assertThat(context
                  .getBean("reports", ThreadPoolTaskExecutor.class)
                  .submit(currentName())
                  .get())
              .isEqualTo("@N:night-pool-thread-1");
          assertThat(output.getAll()).doesNotContain("names the");
        });
  }

  @Test
  void executorInAGroup_isOfThatGroup() {
    runner
        .withPropertyValues(
            "temper.threads.pools.task-executor=latency",
            "temper.threads.groups.nightly.treatment=yield",
            "temper.threads.groups.nightly.executors=reports")
        .run(context -> {
          assertThat(context
                  .getBean("reports", ThreadPoolTaskExecutor.class)
                  .submit(currentName())
                  .get())
              .isEqualTo("@Y:nightly-pool-thread-1");
          assertThat(context
                  .getBean("tasks", ThreadPoolTaskExecutor.class)
                  .submit(currentName())
                  .get())
              .isEqualTo("@L:tasks-pool-thread-1");
          assertThat(context.getBean(PoolPlacement.class).placed())
              .extracting(PlacedPool::pool, PlacedPool::kind, PlacedPool::group)
              .contains(tuple("reports", "task-executor", "nightly"));
        });
  }

  @Test
  void poolOfTheJdk_canBeInAGroup() {
    runner
        .withBean("plain", ThreadPoolExecutor.class, PoolsTest::plainPool)
        .withPropertyValues("temper.threads.groups.plain.executors=plain")
        .run(context -> assertThat(nameIn(context.getBean("plain", ThreadPoolExecutor.class)))
            .isEqualTo("@N:plain-pool-thread-1"));
  }

  private static ThreadPoolExecutor plainPool() {
    var pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @Test
  void onAnInactiveHost_allPoolsKeepTheirNames() {
    inactive()
        .withBean("timer", ThreadPoolTaskScheduler.class)
        .withPropertyValues("temper.threads.groups.nightly.executors=timer")
        .run(context -> assertThat(context
                .getBean(ThreadPoolTaskScheduler.class)
                .submit(currentName())
                .get())
            .isEqualTo("timer-1"));
  }

  @Test
  void executorThatIsNotThere_isToldInTheLog(CapturedOutput output) {
    runner.withPropertyValues("temper.threads.groups.nightly.executors=nowhere").run(context -> {
      assertThat(context).hasNotFailed();
      assertThat(output.getAll()).contains("names the executor 'nowhere'");
    });
  }

  @Test
  void executorThatCannotBeNamed_isToldInTheLog(CapturedOutput output) {
    runner
        .withBean("wrapped", ExecutorService.class, Executors::newSingleThreadExecutor)
        .withPropertyValues("temper.threads.groups.nightly.executors=wrapped")
        .run(context -> assertThat(output.getAll()).contains("names the bean 'wrapped'"));
  }

  @Test
  void hikari_getsAFactoryOnlyWhereConfigured() {
    runner.withBean(HikariDataSource.class).run(context -> assertThat(
            context.getBean(HikariDataSource.class).getThreadFactory())
        .isNull());
    runner
        .withBean(HikariDataSource.class)
        .withPropertyValues("temper.threads.pools.hikari=yield")
        .run(context -> {
          Thread thread =
              context.getBean(HikariDataSource.class).getThreadFactory().newThread(() -> {});
          assertThat(thread.getName()).isEqualTo("@Y:hikari-pool-thread-1");
          assertThat(thread.isDaemon()).isTrue();
        });
  }

  @Test
  void kafkaListeners_runInNamedThreads() {
    runner
        .withBean(ConcurrentKafkaListenerContainerFactory.class)
        .withPropertyValues("temper.threads.pools.kafka=normal")
        .run(context -> {
          var executor = requireNonNull(context
              .getBean(ConcurrentKafkaListenerContainerFactory.class)
              .getContainerProperties()
              .getListenerTaskExecutor());
          assertThat(executor.submit(currentName()).get()).isEqualTo("@N:kafka-pool-thread-1");
        });
  }

  @Test
  void poolThatIsNotReadyOrAMock_startsWithAndWithoutAGroupThatNamesIt() {
    var odd = runner
        .withBean("late", ThreadPoolTaskExecutor.class, LatePool::new)
        .withBean("mock", ThreadPoolTaskScheduler.class, HollowPool::new);
    odd.run(context -> assertThat(context).hasNotFailed());
    odd.withPropertyValues("temper.threads.groups.odd.executors=late,mock")
        .run(context -> assertThat(context).hasNotFailed());
    inactive()
        .withBean("late", ThreadPoolTaskExecutor.class, LatePool::new)
        .withBean("mock", ThreadPoolTaskScheduler.class, HollowPool::new)
        .run(context -> assertThat(context).hasNotFailed());
  }

  /** Starts at its first use. */
  private static final class LatePool extends ThreadPoolTaskExecutor {
    private static final long serialVersionUID = 1L;

    @Override
    public void afterPropertiesSet() {}
  }

  /** Answers as a mock does. */
  @SuppressWarnings("NullAway")
  private static final class HollowPool extends ThreadPoolTaskScheduler {
    private static final long serialVersionUID = 1L;

    @Override
    public String getThreadNamePrefix() {
      return null;
    }

    @Override
    public ScheduledThreadPoolExecutor getScheduledThreadPoolExecutor() {
      return null;
    }
  }

  @Test
  void nameOfAGroup_isWholeInTheKernelAndWithoutNumber() {
    for (PoolKind kind : PoolKind.values()) {
      for (var treatment : Treatment.values()) {
        String name = PlacedPool.of("x", kind, kind.group(), treatment).threadNames() + 7;
        var seen = DeclaredGroups.parse(name.substring(0, KERNEL_NAME)).orElseThrow();
        assertThat(seen.name()).startsWith(kind.group()).doesNotContain("7");
        assertThat(seen.treatment().label()).isEqualTo(treatment.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void groupOfAKind_canBeDeclared(PoolKind kind) {
    assertThat(kind.group().length()).isBetween(1, 12);
  }

  /** Threads of contexts of other tests, which Spring keeps or which are just ending, do not count. */
  @Test
  void contextThatIsClosed_leavesNoThread() {
    for (int round = 0; round < 2; round++) {
      Set<Thread> others = LiveThreads.named("temper-");
      Set<Thread> own = new HashSet<>();
      runner.run(context -> {
        own.addAll(LiveThreads.named("temper-"));
        own.removeAll(others);
        assertThat(own).isNotEmpty();
        context.getBean(ThreadPoolTaskScheduler.class).submit(currentName()).get();
        own.addAll(LiveThreads.named("@Y:scheduled"));
      });
      Await.until(
          "all threads of the starter have ended", () -> own.stream().noneMatch(Thread::isAlive));
    }
  }
}
