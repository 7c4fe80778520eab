package io.temper.spring;

import io.temper.TemperException;
import java.util.Locale;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * What the beans of this application are for. Which beans there are is decided where they are defined: at the
 * start, or, ahead of time, where the application is built; there this one is written down with them.
 *
 * @param setting the property that decided it
 */
record BuiltMode(String setting) {
  private static final String ENABLED = "temper.enabled";
  private static final String MODE = "temper.mode";

  private static String settingOf(TemperMode mode) {
    return MODE + "=" + mode.label();
  }

  private static String settingOf(Environment environment) {
    return environment.getProperty(ENABLED, Boolean.class, true)
        ? MODE + "="
            + environment.getProperty(MODE, TemperMode.PARTICIPANT.label()).toLowerCase(Locale.ROOT)
        : ENABLED + "=false";
  }

  /**
   * Stops the start of an application that has the beans of another mode.
   *
   * @param asked what it is to do
   * @throws TemperException if it was built for something else
   */
  void require(TemperMode asked) {
    String wanted = settingOf(asked);
    if (!setting.equals(wanted)) {
      throw new TemperException(
          wanted + " is asked for, but this application was built ahead of time with "
              + setting
              + ", and has the beans of that alone, since Spring decides at build time which there are:"
              + " build it with " + wanted + ", or start it with " + setting);
    }
  }

  /** Writes it down. Made by Spring. */
  static final class Registrar implements ImportBeanDefinitionRegistrar {
    private final Environment environment;

    Registrar(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(
        AnnotationMetadata importing, BeanDefinitionRegistry registry) {
      var definition = new RootBeanDefinition(BuiltMode.class);
      definition.getConstructorArgumentValues().addIndexedArgumentValue(0, settingOf(environment));
      registry.registerBeanDefinition("temperBuiltMode", definition);
    }
  }
}
