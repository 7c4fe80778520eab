package io.temper.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.temper.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** What tells of the modes knows them; they do not know each other, nor who tells. */
  @ArchTest
  static final ArchRule modesAreApart = layeredArchitecture()
      .consideringOnlyDependenciesInAnyPackage("io.temper.spring..")
      .layer("application")
      .definedBy("io.temper.spring")
      .layer("threads")
      .definedBy("io.temper.spring.threads")
      .layer("planner")
      .definedBy("io.temper.spring.planner")
      .layer("node")
      .definedBy("io.temper.spring.node")
      .layer("actuate")
      .definedBy("io.temper.spring.actuate")
      .whereLayer("actuate")
      .mayNotBeAccessedByAnyLayer()
      .whereLayer("planner")
      .mayNotBeAccessedByAnyLayer()
      .whereLayer("threads")
      .mayOnlyBeAccessedByLayers("actuate")
      .whereLayer("node")
      .mayOnlyBeAccessedByLayers("actuate");

  /** An application without the actuator or Micrometer must start. */
  @ArchTest
  static final ArchRule onlyOneRoomSeesWhatIsOptionalThere = noClasses()
      .that()
      .resideOutsideOfPackage("io.temper.spring.actuate")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "org.springframework.boot.actuate..",
          "org.springframework.boot.health..",
          "io.micrometer..",
          "io.temper.micrometer..");

  @ArchTest
  static final ArchRule onlyTheNodeLoadsAScheduler = noClasses()
      .that()
      .resideOutsideOfPackage("io.temper.spring.node")
      .should()
      .dependOnClassesThat()
      .haveFullyQualifiedName("io.temper.bpf.SchedExtLoader");

  @ArchTest
  static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static void packageIsNullMarked(JavaClasses classes) {
    assertThat(classes).allMatch(type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }

  @ArchTest
  static void scanIsNotEmpty(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(30);
  }
}
