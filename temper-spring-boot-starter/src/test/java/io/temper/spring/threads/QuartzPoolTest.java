package io.temper.spring.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.spring.FakeHostFacts;
import io.temper.spring.HostFacts;
import io.temper.spring.LiveThreads;
import io.temper.spring.TemperAutoConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.ZeroSizeThreadPool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/** With a scheduler that starts: a pool that does not know a property keeps it from starting. */
@ExtendWith(OutputCaptureExtension.class)
class QuartzPoolTest {
  private static final String DECLARED = "@Y:quartz-pool-thread-";

  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(
          TemperAutoConfiguration.class,
          ThreadPoolsAutoConfiguration.class,
          QuartzAutoConfiguration.class))
      .withBean(HostFacts.class, FakeHostFacts::good);

  private static ApplicationContextRunner ofTwoThreads(ApplicationContextRunner runner) {
    return runner.withPropertyValues(
        "spring.quartz.properties.org.quartz.threadPool.threadCount=2");
  }

  private static void assertThreadsOfOurs(ApplicationContextRunner runner, String... names) {
    // Those of the test before may still be ending.
    Set<Thread> others = LiveThreads.named(DECLARED);
    runner.run(context -> {
      assertThat(context).hasNotFailed();
      assertThat(context.getBean(Scheduler.class).isStarted()).isTrue();
      Set<Thread> ours = LiveThreads.named(DECLARED);
      ours.removeAll(others);
      assertThat(ours).extracting(Thread::getName).containsExactlyInAnyOrder(names);
      assertThat(context.getBean(PoolPlacement.class).placed()).hasSize(names.length == 0 ? 0 : 1);
    });
  }

  private ApplicationContextRunner with(SchedulerFactoryBeanCustomizer customizer) {
    return runner.withBean(SchedulerFactoryBeanCustomizer.class, () -> customizer);
  }

  @Test
  void poolOfItsOwn_yieldsAndKeepsWhatIsConfigured() {
    assertThreadsOfOurs(ofTwoThreads(runner), DECLARED + 1, DECLARED + 2);
  }

  @Test
  void schedulerThatTheApplicationMakes_yields() {
    var one = new Properties();
    one.setProperty("org.quartz.threadPool.threadCount", "1");
    assertThreadsOfOurs(
        runner.withBean(SchedulerFactoryBean.class, () -> {
          var made = new SchedulerFactoryBean();
          made.setQuartzProperties(one);
          return made;
        }),
        DECLARED + 1);
    assertThat(one).hasSize(1);
  }

  @Test
  void executorInsteadOfThePool_isLeftAlone() {
    assertThreadsOfOurs(with(quartz -> quartz.setTaskExecutor(new SimpleAsyncTaskExecutor())));
  }

  @Test
  void fileThatMayNameAnotherPool_isLeftAlone() {
    var file = "org.quartz.threadPool.class=" + PlainPool.class.getName() + "\n";
    assertThreadsOfOurs(with(quartz ->
        quartz.setConfigLocation(new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)))));
  }

  @Test
  void schedulersOfAFactoryOfItsOwn_areLeftAlone() {
    assertThreadsOfOurs(with(quartz -> {
      quartz.setSchedulerFactory(new StdSchedulerFactory());
      quartz.setExposeSchedulerInRepository(false);
    }));
  }

  @Test
  void poolOrPrefixThatIsConfigured_isLeftAlone() {
    assertThreadsOfOurs(runner.withPropertyValues(
        "spring.quartz.properties.org.quartz.threadPool.threadNamePrefix=mine"));
    assertThreadsOfOurs(runner.withPropertyValues(
        "spring.quartz.properties.org.quartz.threadPool.class=" + PlainPool.class.getName()));
  }

  @Test
  void unchanged_isLeftAlone() {
    assertThreadsOfOurs(
        ofTwoThreads(runner).withPropertyValues("temper.threads.pools.quartz=unchanged"));
  }

  @Test
  void schedulerThatCannotBeNamed_startsUnplacedAndSaysSo(CapturedOutput output) {
    assertThreadsOfOurs(runner.withBean("jobs", SchedulerFactoryBean.class, Sealed::new));
    assertThat(output.getAll())
        .containsOnlyOnce("the threads of Quartz's bean 'jobs' cannot be named")
        .contains("are in no group: java.lang.UnsupportedOperationException: sealed;")
        .contains("temper.threads.pools.quartz=unchanged");
  }

  @Test
  void schedulerThatCannotBeNamed_takesNoOtherOneOutOfTheGroup() {
    runner
        .withBean("first", SchedulerFactoryBean.class, SchedulerFactoryBean::new)
        .withBean("jobs", SchedulerFactoryBean.class, Sealed::new)
        .run(
            context -> assertThat(context.getBean(PoolPlacement.class).placed()).hasSize(1));
  }

  @Test
  void schedulerThatIsToStayAsItIs_isNotToldOf(CapturedOutput output) {
    var sealed = runner.withBean("jobs", SchedulerFactoryBean.class, Sealed::new);
    assertThreadsOfOurs(sealed.withPropertyValues("temper.threads.pools.quartz=unchanged"));
    assertThat(output.getAll()).doesNotContain("cannot be named");
  }

  /** Of an application that lets nobody change its scheduler. */
  private static final class Sealed extends SchedulerFactoryBean {
    @Override
    public void setQuartzProperties(Properties properties) {
      throw new UnsupportedOperationException("sealed");
    }
  }

  /** Has a number, which Spring sets always, and no prefix. Made by Quartz. */
  public static final class PlainPool extends ZeroSizeThreadPool {
    public PlainPool() {}

    public void setThreadCount(int count) {
      assertThat(count).isPositive();
    }

    @Override
    public int blockForAvailableThreads() {
      return 1;
    }
  }
}
