package io.temper.lint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The arrows of the linter, as rules. Files, threads, clocks and the like are refused by the build itself. */
@AnalyzeClasses(packages = "io.temper.lint", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule usesOnlyTheStagesBefore_andValuesOfTheJdk = noClasses()
      .should()
      .dependOnClassesThat()
      .resideOutsideOfPackages(
          "io.temper",
          "io.temper.lint..",
          "io.temper.observe..",
          "io.temper.kernel..",
          "io.temper.plan..",
          "io.temper.tier..",
          "io.temper.node..",
          "io.temper.workload..",
          "java.lang",
          "java.lang.annotation",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.time",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "org.jspecify.annotations");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.temper.lint.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses scanned) {
    JavaPackage root = scanned.getPackage("io.temper.lint");
    assertThat(root.getSubpackagesInTree()).hasSize(6);
    assertThat(root.isAnnotatedWith(NullMarked.class)).isTrue();
    assertThat(root.getSubpackagesInTree())
        .allMatch(subpackage -> subpackage.isAnnotatedWith(NullMarked.class));
  }

  @ArchTest
  static void scanIsNotEmpty(JavaClasses scanned) {
    assertThat(scanned).hasSizeGreaterThan(100);
  }
}
