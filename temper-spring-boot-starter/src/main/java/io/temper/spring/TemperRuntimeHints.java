package io.temper.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ReflectionUtils;

/** What a native image must know: {@code temper-threads} asks by reflection for what JDK 21 brought. */
final class TemperRuntimeHints implements RuntimeHintsRegistrar {
  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    var isVirtual = ReflectionUtils.findMethod(Thread.class, "isVirtual");
    if (isVirtual != null) {
      hints.reflection().registerMethod(isVirtual, ExecutableMode.INVOKE);
    }
  }
}
