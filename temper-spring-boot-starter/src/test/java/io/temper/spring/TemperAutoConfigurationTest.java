package io.temper.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temper.lint.Linter;
import io.temper.plan.TierPlanner;
import io.temper.rightsize.Rightsizer;
import io.temper.spi.SchedulerBackend;
import io.temper.spring.node.EmbeddedNode;
import io.temper.spring.node.NodeAutoConfiguration;
import io.temper.spring.planner.PlannerAutoConfiguration;
import io.temper.spring.threads.PoolPlacement;
import io.temper.spring.threads.ThreadPoolsAutoConfiguration;
import io.temper.testkit.FakeBackend;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.ClassUtils;

@ExtendWith(OutputCaptureExtension.class)
class TemperAutoConfigurationTest {
  private static final String NOT_ACTIVE = "Temper is not active";

  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(
          TemperAutoConfiguration.class,
          ThreadPoolsAutoConfiguration.class,
          PlannerAutoConfiguration.class,
          NodeAutoConfiguration.class));

  @Test
  void onMac_startsWithOneLineInTheLog(CapturedOutput output) {
    runner.withBean(HostFacts.class, () -> new FakeHostFacts("Mac OS X")).run(context -> {
      assertThat(context).hasNotFailed();
      assertThat(output.getAll()).containsOnlyOnce(NOT_ACTIVE);
      assertThat(output.getAll()).contains("platform: this is Mac OS X");
    });
  }

  /** A node that is configured in part only would fail where it is started. */
  @Test
  void onMac_modeNodeStartsAsWell() {
    runner
        .withBean(HostFacts.class, () -> new FakeHostFacts("Mac OS X"))
        .withPropertyValues("temper.mode=node")
        .run(context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBean(EmbeddedNode.class).isRunning()).isFalse();
          assertThat(context.getBean(EmbeddedNode.class).state().label()).isEqualTo("inactive");
        });
  }

  /** These tests run without JNA, as an application that only takes part does. */
  @Test
  void modeNodeWithoutNativeLibraries_saysWhatToAdd() {
    assertThat(ClassUtils.isPresent("com.sun.jna.Native", null)).isFalse();
    runner
        .withBean(HostFacts.class, FakeHostFacts::good)
        .withPropertyValues("temper.mode=node", "temper.node.workloads=/etc/temper/workloads.toml")
        .run(context -> assertThat(context.getStartupFailure())
            .rootCause()
            .hasMessageContaining("add a dependency of your own on io.temper:temper-bpf"));
  }

  @Test
  void modeNodeWithoutWorkloads_saysWhatIsMissing() {
    runner
        .withBean(HostFacts.class, FakeHostFacts::good)
        .withBean(SchedulerBackend.class, FakeBackend::new)
        .withPropertyValues("temper.mode=node")
        .run(context -> assertThat(context.getStartupFailure())
            .rootCause()
            .hasMessageContaining("temper.node.workloads"));
  }

  @Test
  void onThisHost_startsWhateverItIs() {
    runner.run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void modePlanner_hasTheThreeBeansAndTouchesNothing() {
    runner
        .withBean(HostFacts.class, () -> new FakeHostFacts("Mac OS X"))
        .withPropertyValues("temper.mode=planner")
        .run(context -> assertThat(context)
            .hasSingleBean(TierPlanner.class)
            .hasSingleBean(Linter.class)
            .hasSingleBean(Rightsizer.class)
            .doesNotHaveBean(PoolPlacement.class)
            .doesNotHaveBean(EmbeddedNode.class));
  }

  @Test
  void modePlanner_keepsBeansOfTheApplication() {
    TierPlanner own = TierPlanner.standard();
    runner
        .withBean(TierPlanner.class, () -> own)
        .withPropertyValues("temper.mode=planner")
        .run(context -> assertThat(context.getBean(TierPlanner.class)).isSameAs(own));
  }

  @Test
  void switchedOff_hasNeitherPoolsNorNode() {
    runner
        .withBean(HostFacts.class, FakeHostFacts::good)
        .withPropertyValues("temper.enabled=false", "temper.mode=node")
        .run(context -> assertThat(context)
            .hasNotFailed()
            .doesNotHaveBean(PoolPlacement.class)
            .doesNotHaveBean(EmbeddedNode.class));
  }

  @Test
  void groupOfAnActiveApplication_namesItsThreads() {
    assertThat(nameInGroup(FakeHostFacts.good())).isEqualTo("@Y:reports");
  }

  @Test
  void groupOfAnInactiveApplication_leavesTheThreadAlone() {
    assertThat(nameInGroup(new FakeHostFacts("Mac OS X")))
        .isEqualTo(Thread.currentThread().getName());
  }

  private String nameInGroup(HostFacts host) {
    var name = new AtomicReference<String>("");
    runner
        .withBean(HostFacts.class, () -> host)
        .withPropertyValues("temper.threads.groups.reports.treatment=yield")
        .run(context -> context
            .getBean(ThreadGroups.class)
            .run("reports", () -> name.set(Thread.currentThread().getName())));
    return name.get();
  }

  @Test
  void groupThatIsNotConfigured_isRefusedWithTheRemedy() {
    runner
        .withBean(HostFacts.class, FakeHostFacts::good)
        .withPropertyValues("temper.threads.groups.reports.treatment=yield")
        .run(context -> assertThatThrownBy(
                () -> context.getBean(ThreadGroups.class).run("report", () -> {}))
            .hasMessageContaining("temper.threads.groups.report.treatment")
            .hasMessageContaining("[reports]"));
  }
}
