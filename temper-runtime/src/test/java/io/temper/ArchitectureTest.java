package io.temper;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The rooms of temper-runtime, which the compiler does not keep apart. */
@AnalyzeClasses(
    packages = {"io.temper.linux", "io.temper.json", "io.temper.micrometer", "io.temper.runtime"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] LIBRARIES = {"tools.jackson..", "com.fasterxml..", "io.micrometer.."
  };

  @ArchTest
  static final ArchRule linuxSeesNeitherJacksonNorMicrometer = noClasses()
      .that()
      .resideInAPackage("io.temper.linux..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(LIBRARIES);

  @ArchTest
  static final ArchRule linuxAndJsonDoNotSeeEachOther = noClasses()
      .that()
      .resideInAPackage("io.temper.linux..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("io.temper.json..");

  @ArchTest
  static final ArchRule jsonReadsNoHost = noClasses()
      .that()
      .resideInAPackage("io.temper.json..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("io.temper.linux..", "io.micrometer..");

  @ArchTest
  static final ArchRule micrometerSeesNeitherHostNorFormats = noClasses()
      .that()
      .resideInAPackage("io.temper.micrometer..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "io.temper.linux..", "io.temper.json..", "tools.jackson..", "io.prometheus..");

  /** The host reaches it through ports and functions, documents as values. */
  @ArchTest
  static final ArchRule runtimeSeesNeitherLibrariesNorHostNorFormats = noClasses()
      .that()
      .resideInAPackage("io.temper.runtime..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(LIBRARIES)
      .orShould()
      .dependOnClassesThat()
      .resideInAnyPackage("io.temper.linux..", "io.temper.json..");

  @ArchTest
  static final ArchRule noCyclesInsideOfRuntime =
      slices().matching("io.temper.runtime.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCycles = slices().matching("io.temper.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static void packagesAreNullMarked(JavaClasses classes) {
    assertThat(classes.stream().map(type -> type.getPackage()).distinct())
        .allMatch(room -> room.isAnnotatedWith(NullMarked.class));
  }

  @ArchTest
  static void scanIsNotEmpty(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(25);
  }
}
