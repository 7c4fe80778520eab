package io.temper.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ReflectionUtils;

/**
 * What a native image must know: {@code temper-threads} asks by reflection for what JDK 21 brought, and
 * what Quartz was given is told by fields alone.
 */
final class TemperRuntimeHints implements RuntimeHintsRegistrar {
  private static final String QUARTZ = "org.springframework.scheduling.quartz.SchedulerFactoryBean";

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    var isVirtual = ReflectionUtils.findMethod(Thread.class, "isVirtual");
    if (isVirtual != null) {
      hints.reflection().registerMethod(isVirtual, ExecutableMode.INVOKE);
    }
    hints
        .reflection()
        .registerTypeIfPresent(classLoader, QUARTZ, MemberCategory.ACCESS_DECLARED_FIELDS);
  }
}
