package io.temper.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The arrows of the lab, as rules. */
@AnalyzeClasses(packages = "io.temper.lab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule stagesKnowOnlyEarlierOnes = layeredArchitecture()
      .consideringOnlyDependenciesInAnyPackage("io.temper.lab..")
      .layer("top")
      .definedBy("io.temper.lab", "io.temper.lab.demo..")
      .layer("cli")
      .definedBy("io.temper.lab.cli..")
      .layer("suite")
      .definedBy("io.temper.lab.suite..")
      .layer("matrix")
      .definedBy("io.temper.lab.matrix..")
      .layer("mutation")
      .definedBy("io.temper.lab.mutation..")
      .layer("vm")
      .definedBy("io.temper.lab.vm..")
      .layer("kernel")
      .definedBy("io.temper.lab.kernel..")
      .layer("cluster")
      .definedBy("io.temper.lab.cluster..")
      .layer("debian")
      .definedBy("io.temper.lab.debian..")
      .layer("host")
      .definedBy("io.temper.lab.host..")
      .whereLayer("cli")
      .mayOnlyBeAccessedByLayers("top")
      .whereLayer("suite")
      .mayOnlyBeAccessedByLayers("top", "cli")
      .whereLayer("matrix")
      .mayOnlyBeAccessedByLayers("top", "cli", "suite")
      .whereLayer("mutation")
      .mayOnlyBeAccessedByLayers("cli")
      .whereLayer("cluster")
      .mayOnlyBeAccessedByLayers("top", "cli")
      .whereLayer("vm")
      .mayOnlyBeAccessedByLayers("top", "cli", "suite", "cluster")
      .whereLayer("kernel")
      .mayOnlyBeAccessedByLayers("top", "cli", "suite", "matrix", "vm", "cluster")
      .whereLayer("debian")
      .mayOnlyBeAccessedByLayers("top", "kernel");

  @ArchTest
  static final ArchRule junitIsKnownToTheSuiteOnly = noClasses()
      .that()
      .resideOutsideOfPackage("io.temper.lab.suite..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("org.junit..");

  @ArchTest
  static void packagesAreNullMarkedAndScanIsNotEmpty(JavaClasses scanned) {
    assertThat(scanned).hasSizeGreaterThan(50);
    assertThat(scanned.getPackage("io.temper.lab").getSubpackagesInTree())
        .hasSizeGreaterThan(5)
        .allMatch(ArchitectureTest::nullMarked);
  }

  private static boolean nullMarked(JavaPackage scanned) {
    return scanned.getClasses().isEmpty() || scanned.isAnnotatedWith(NullMarked.class);
  }
}
