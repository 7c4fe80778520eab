package io.temper.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The arrows of the test kit, as rules. */
@AnalyzeClasses(
    packages = "io.temper.testkit",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule quickTheoriesIsBehindTwoTypes = noClasses()
      .that()
      .haveNameNotMatching("io\\.temper\\.testkit\\.(Arbitrary|Property)(\\$.*)?")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("org.quicktheories..");

  @ArchTest
  static final ArchRule knowsNoForeignLibrary = noClasses()
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("com.sun.jna..", "io.fabric8..", "org.mockito..");

  @ArchTest
  static final ArchRule contractsAreAbstract = classes()
      .that()
      .haveSimpleNameEndingWith("Contract")
      .should()
      .haveModifier(JavaModifier.ABSTRACT);

  @ArchTest
  static void packageIsNullMarkedAndScanIsNotEmpty(JavaClasses scanned) {
    assertThat(scanned.getPackage("io.temper.testkit").isAnnotatedWith(NullMarked.class))
        .isTrue();
    assertThat(scanned).hasSizeGreaterThan(12);
  }
}
