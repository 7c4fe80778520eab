package io.temper.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.temper.agent.cli.console.Console;
import io.temper.bpf.SchedExtLoader;
import io.temper.bpf.SchedExtOptions;
import java.io.FileDescriptor;

/** The arrows between the packages of the agent, and those that nobody else may draw to it. */
@AnalyzeClasses(packages = "io.temper", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String AGENT = "io.temper.agent..";

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_THE_AGENT = noClasses()
      .that()
      .resideOutsideOfPackage(AGENT)
      .should()
      .dependOnClassesThat()
      .resideInAPackage(AGENT);

  @ArchTest
  static final ArchRule RENDERING_KNOWS_NO_COMMAND = noClasses()
      .that()
      .resideInAnyPackage("io.temper.agent.text..", "io.temper.agent.json..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("io.temper.agent.cli..", "picocli..");

  @ArchTest
  static final ArchRule OPTIONS_KNOW_NO_COMMAND = noClasses()
      .that()
      .resideInAPackage("io.temper.agent.cli.option")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("io.temper.agent.cli");

  @ArchTest
  static final ArchRule CONSOLE_KNOWS_NEITHER_OPTION_NOR_COMMAND = noClasses()
      .that()
      .resideInAPackage("io.temper.agent.cli.console")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("io.temper.agent.cli", "io.temper.agent.cli.option");

  @ArchTest
  static final ArchRule COMPUTING_KNOWS_NO_RENDERING = noClasses()
      .that()
      .resideInAPackage("io.temper.agent.report..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "io.temper.agent.cli..", "io.temper.agent.text..", "io.temper.agent.json..", "picocli..");

  @ArchTest
  static final ArchRule METRICS_ONLY_IN_HTTP = noClasses()
      .that()
      .resideInAPackage(AGENT)
      .and()
      .resideOutsideOfPackage("io.temper.agent.http..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("io.temper.micrometer..", "io.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule STREAMS_OF_THE_PROCESS_ONLY_IN_CONSOLE = noClasses()
      .that()
      .resideInAPackage(AGENT)
      .and()
      .doNotBelongToAnyOf(Console.class)
      .should()
      .dependOnClassesThat()
      .areAssignableTo(FileDescriptor.class);

  /** The demo's load client is a program of its own, whose output the demo reads. */
  @ArchTest
  static final ArchRule NO_STANDARD_STREAMS = noClasses()
      .that()
      .resideInAPackage(AGENT)
      .and()
      .resideOutsideOfPackage("io.temper.agent.demo.load..")
      .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule ADAPTERS_ARE_CREATED_IN_THE_WIRING = noClasses()
      .that()
      .resideInAPackage(AGENT)
      .and()
      .doNotBelongToAnyOf(AgentWiring.class)
      .should()
      .callConstructor(SchedExtLoader.class)
      .orShould()
      .callConstructor(SchedExtLoader.class, SchedExtOptions.class);

  /** A Turkish user's i has another capital, and digits are not the same everywhere. */
  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_THE_LANGUAGE = noClasses()
      .should()
      .callMethod(String.class, "toLowerCase")
      .orShould()
      .callMethod(String.class, "toUpperCase")
      .orShould()
      .callMethod(String.class, "format", String.class, Object[].class)
      .orShould()
      .callMethod(String.class, "formatted", Object[].class);

  @ArchTest
  static final ArchRule NATIVE_CODE_ONLY_FOR_THE_SERVICE_MANAGER = noClasses()
      .that()
      .resideInAPackage(AGENT)
      .and()
      .resideOutsideOfPackage("io.temper.agent.systemd..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.temper.agent.(*)..").should().beFreeOfCycles();

  /** Every package by itself: a small room does not know what is put together of it. */
  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_SMALL_ROOMS =
      slices().matching("io.temper.agent.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule CLASSES_ARE_FINAL = classes()
      .that()
      .resideInAPackage(AGENT)
      .and()
      .areTopLevelClasses()
      .and()
      .areNotInterfaces()
      .and()
      .areNotEnums()
      .should()
      .haveModifier(JavaModifier.FINAL);

  @ArchTest
  static void theScanIsNotEmpty(JavaClasses all) {
    assertThat(all.stream().filter(c -> c.getPackageName().startsWith("io.temper.agent")))
        .hasSizeGreaterThan(20);
    assertThat(all.stream().filter(c -> c.getPackageName().startsWith("io.temper.bpf")))
        .isNotEmpty();
  }
}
