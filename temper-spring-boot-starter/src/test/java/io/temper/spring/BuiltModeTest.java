package io.temper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.spring.node.NodeAutoConfiguration;
import io.temper.spring.planner.PlannerAutoConfiguration;
import io.temper.spring.threads.ThreadPoolsAutoConfiguration;
import io.temper.testkit.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** An application that is built ahead of time, by what is generated, and started in a JVM of its own. */
class BuiltModeTest {
  @TempDir
  private Path written = Path.of("");

  @Test
  void startInTheModeItWasBuiltWith_orSwitchedOff_isAsWithoutAot() throws Exception {
    String application = build("temper.mode=Planner");
    assertThat(start(application, "temper.mode=planner"))
        .isEqualTo("started: Temper plans: TierPlanner, Linter and Rightsizer are beans");
    assertThat(start(application, "temper.mode=node", "temper.enabled=false"))
        .startsWith("started: Temper is not active: configuration: temper.enabled is false");
  }

  @Test
  void startInAnotherMode_isRefusedWithBothAndTheRemedy() throws Exception {
    String application = build();
    assertThat(start(application)).startsWith("started: Temper takes part");
    assertThat(start(application, "temper.mode=node"))
        .isEqualTo(
            "refused: temper.mode=node is asked for, but this application was built ahead of time with"
                + " temper.mode=participant, and has the beans of that alone, since Spring decides at build"
                + " time which there are: build it with temper.mode=node, or start it with"
                + " temper.mode=participant");
  }

  @Test
  void startOfWhatWasBuiltSwitchedOff_isRefusedOnlyWhereItIsSwitchedOn() throws Exception {
    String application = build("temper.enabled=false");
    assertThat(start(application, "temper.enabled=false")).startsWith("started: ");
    assertThat(start(application))
        .startsWith("refused: temper.mode=participant is asked for")
        .contains("built ahead of time with temper.enabled=false");
  }

  private String build(String... properties) throws IOException {
    var files = new FileSystemGeneratedFiles(written);
    var generation = new DefaultGenerationContext(
        new ClassNameGenerator(ClassName.get("io.temper.spring", "Sample")), files);
    ClassName initializer;
    try (var context = new AnnotationConfigApplicationContext()) {
      TestPropertyValues.of(properties).applyTo(context);
      context.register(
          AotProgram.Host.class,
          TemperAutoConfiguration.class,
          ThreadPoolsAutoConfiguration.class,
          PlannerAutoConfiguration.class,
          NodeAutoConfiguration.class);
      initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
    }
    generation.writeGeneratedContent();
    compile();
    return initializer.canonicalName();
  }

  private void compile() throws IOException {
    List<String> command = new ArrayList<>(List.of(
        "-proc:none",
        "-nowarn",
        "-d",
        written.toString(),
        "-cp",
        System.getProperty("java.class.path")));
    try (Stream<Path> sources = Files.walk(written)) {
      sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
    }
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new));
    assertThat(code).isZero();
  }

  private String start(String initializer, String... properties) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(initializer));
    arguments.addAll(List.of(properties));
    List<String> command =
        new ArrayList<>(JavaProgram.command(AotProgram.class, arguments.toArray(String[]::new)));
    command.add(1, "-Dspring.aot.enabled=true");
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    // The class path is what the program's command says, and what was written.
    int at = command.indexOf("-cp") + 1;
    command.set(at, written + File.pathSeparator + command.get(at));
    var process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.lines()
        .filter(line -> line.startsWith(AotProgram.STARTED) || line.startsWith(AotProgram.REFUSED))
        .findFirst()
        .orElse(said);
  }
}
