package io.temper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

class RuntimeHintsTest {

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void hints_haveWhatTellsVirtualThreads() throws ReflectiveOperationException {
    var hints = new RuntimeHints();
    new TemperRuntimeHints().registerHints(hints, getClass().getClassLoader());
    assertThat(RuntimeHintsPredicates.reflection()
            .onMethodInvocation(Thread.class.getMethod("isVirtual")))
        .accepts(hints);
  }

  @Test
  void hints_haveWhatQuartzWasGiven() throws ReflectiveOperationException {
    var hints = new RuntimeHints();
    new TemperRuntimeHints().registerHints(hints, getClass().getClassLoader());
    assertThat(RuntimeHintsPredicates.reflection()
            .onFieldAccess(SchedulerFactoryBean.class.getDeclaredField("taskExecutor")))
        .accepts(hints);
  }

  @Test
  void hints_ofAnyJdkAndClassPath_doNotFail() {
    var hints = new RuntimeHints();
    new TemperRuntimeHints().registerHints(hints, new ClassLoader(null) {});
    assertThat(hints.reflection().typeHints().count()).isLessThanOrEqualTo(1);
  }
}
