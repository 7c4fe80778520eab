package io.temper;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;

/** The arrows of the core, as rules. */
@AnalyzeClasses(packages = "io.temper", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule stagesFollowEachOther = layeredArchitecture()
      .consideringOnlyDependenciesInLayers()
      .layer("workload")
      .definedBy("io.temper.workload..")
      .layer("node")
      .definedBy("io.temper.node..")
      .layer("tier")
      .definedBy("io.temper.tier..")
      .layer("profile")
      .definedBy("io.temper.profile..")
      .layer("plan")
      .definedBy("io.temper.plan..")
      .layer("kernel")
      .definedBy("io.temper.kernel..")
      .layer("observe")
      .definedBy("io.temper.observe..")
      .layer("spi")
      .definedBy("io.temper.spi..")
      .whereLayer("workload")
      .mayNotAccessAnyLayer()
      .whereLayer("node")
      .mayNotAccessAnyLayer()
      .whereLayer("tier")
      .mayOnlyAccessLayers("workload")
      .whereLayer("profile")
      .mayOnlyAccessLayers("node", "workload")
      .whereLayer("plan")
      .mayOnlyAccessLayers("profile", "tier", "node", "workload")
      .whereLayer("kernel")
      .mayOnlyAccessLayers("plan", "node", "workload")
      .whereLayer("observe")
      .mayOnlyAccessLayers("plan", "node", "workload")
      .whereLayer("spi")
      .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.temper.(*)..").should().beFreeOfCycles();

  /** All of the JDK that a value needs; no files, sockets, threads, clocks or reflection. */
  @ArchTest
  static final ArchRule domainIsPure = noClasses()
      .should()
      .dependOnClassesThat()
      .resideOutsideOfPackages(
          "io.temper..",
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
  static final ArchRule domainHasNoThread = noClasses()
      .should()
      .dependOnClassesThat()
      .areAssignableTo(Thread.class)
      .orShould()
      .dependOnClassesThat()
      .areAssignableTo(Runtime.class)
      .orShould()
      .dependOnClassesThat()
      .areAssignableTo(Process.class);

  @ArchTest
  static final ArchRule domainHasNoClock = noClasses()
      .should()
      .dependOnClassesThat()
      .areAssignableTo(Clock.class)
      .orShould()
      .callMethod(System.class, "nanoTime")
      .orShould()
      .callMethod(System.class, "currentTimeMillis")
      .orShould()
      .callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses scanned) {
    JavaPackage root = scanned.getPackage("io.temper");
    assertThat(root.getSubpackagesInTree()).hasSize(9);
    assertThat(root.isAnnotatedWith(NullMarked.class)).isTrue();
    assertThat(root.getSubpackagesInTree())
        .allMatch(subpackage -> subpackage.isAnnotatedWith(NullMarked.class));
  }

  @ArchTest
  static void scanIsNotEmpty(JavaClasses scanned) {
    assertThat(scanned).hasSizeGreaterThan(80);
  }
}
