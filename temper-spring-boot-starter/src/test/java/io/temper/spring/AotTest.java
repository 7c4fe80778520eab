package io.temper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.spring.node.NodeAutoConfiguration;
import io.temper.spring.planner.PlannerAutoConfiguration;
import io.temper.spring.threads.ThreadPoolsAutoConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** Spring's ahead-of-time processing takes the starter in each mode. */
class AotTest {

  @ParameterizedTest
  @ValueSource(strings = {"participant", "planner", "node"})
  void processing_writesTheBeansOfTheStarter(String mode) {
    var files = new InMemoryGeneratedFiles();
    process(files, mode);
    assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
        .anyMatch(file -> file.contains("io/temper/spring/TemperAutoConfiguration__"));
  }

  @Test
  void processing_hintsTheBindingOfTheProperties() {
    var context = process(new InMemoryGeneratedFiles(), "participant");
    assertThat(RuntimeHintsPredicates.reflection().onType(TemperProperties.class))
        .accepts(context.getRuntimeHints());
    assertThat(RuntimeHintsPredicates.reflection().onType(TemperProperties.Pools.class))
        .accepts(context.getRuntimeHints());
  }

  /** It has two, and the other one takes the paths changed. */
  @Test
  void processing_hintsTheConstructorThatTakesThePathsAsTheyAreWritten() throws Exception {
    var context = process(new InMemoryGeneratedFiles(), "node");
    var binding = TemperProperties.Node.class.getDeclaredConstructor(
        String.class, boolean.class, Duration.class, String.class, boolean.class);
    assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(binding))
        .accepts(context.getRuntimeHints());
  }

  private static DefaultGenerationContext process(InMemoryGeneratedFiles files, String mode) {
    var generation = new DefaultGenerationContext(
        new ClassNameGenerator(ClassName.get("io.temper.spring", "Sample")), files);
    try (var context = new AnnotationConfigApplicationContext()) {
      TestPropertyValues.of("temper.mode=" + mode).applyTo(context);
      context.register(
          TemperAutoConfiguration.class,
          ThreadPoolsAutoConfiguration.class,
          PlannerAutoConfiguration.class,
          NodeAutoConfiguration.class);
      new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
    }
    generation.writeGeneratedContent();
    return generation;
  }
}
