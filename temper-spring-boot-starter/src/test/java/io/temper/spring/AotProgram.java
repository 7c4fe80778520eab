package io.temper.spring;

import java.util.Arrays;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * Starts what was written ahead of time: its first argument is the class that defines the beans, the others are
 * properties. Prints what the starter does then, or why it does not start.
 */
final class AotProgram {
  static final String STARTED = "started: ";
  static final String REFUSED = "refused: ";

  private AotProgram() {}

  public static void main(String[] arguments) throws Exception {
    try (var context = new GenericApplicationContext()) {
      TestPropertyValues.of(Arrays.copyOfRange(arguments, 1, arguments.length)).applyTo(context);
      initializer(arguments[0]).initialize(context);
      context.refresh();
      System.out.println(STARTED + context.getBean(TemperRole.class).text());
    } catch (RuntimeException e) {
      System.out.println(REFUSED + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }
  }

  @SuppressWarnings("unchecked") // It is written for any context.
  private static ApplicationContextInitializer<ConfigurableApplicationContext> initializer(
      String name) throws ReflectiveOperationException {
    return Class.forName(name)
        .asSubclass(ApplicationContextInitializer.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  /** Of a host where the starter is active. */
  @Configuration(proxyBeanMethods = false)
  static class Host {
    @Bean
    static HostFacts hostFacts() {
      return FakeHostFacts.good();
    }
  }
}
