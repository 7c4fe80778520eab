package io.temper.nomad;

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

@AnalyzeClasses(packages = "io.temper.nomad", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** An answer is read without knowing how it came, and asked for without knowing what becomes of it. */
  @ArchTest
  static final ArchRule roomsKnowOnlyEarlierOnes = layeredArchitecture()
      .consideringOnlyDependenciesInAnyPackage("io.temper.nomad..")
      .layer("tasks")
      .definedBy("io.temper.nomad")
      .layer("api")
      .definedBy("io.temper.nomad.api")
      .layer("watch")
      .definedBy("io.temper.nomad.watch")
      .whereLayer("watch")
      .mayNotBeAccessedByAnyLayer()
      .whereLayer("api")
      .mayOnlyBeAccessedByLayers("watch");

  @ArchTest
  static final ArchRule onlyTheApiSpeaksHttp = noClasses()
      .that()
      .resideOutsideOfPackage("io.temper.nomad.api")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("java.net..", "javax.net..");

  @ArchTest
  static final ArchRule onlyAnswersAreJson = noClasses()
      .that()
      .resideOutsideOfPackage("io.temper.nomad")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("tools.jackson..", "com.fasterxml..");

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
