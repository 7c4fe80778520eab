package io.temper.k8s;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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

@AnalyzeClasses(packages = "io.temper.k8s", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** The way of a file must not load thousands of generated classes. */
  @ArchTest
  static final ArchRule onlyTheAdapterSeesFabric8 = noClasses()
      .that(not(type(KubernetesPods.class)).and(not(resideInAPackage("io.temper.k8s.api.."))))
      .should()
      .dependOnClassesThat()
      .resideInAPackage("io.fabric8..");

  /** A file of pods is read without an API server, and a text without knowing of either. */
  @ArchTest
  static final ArchRule roomsKnowOnlyEarlierOnes = layeredArchitecture()
      .consideringOnlyDependenciesInAnyPackage("io.temper.k8s..")
      .layer("text")
      .definedBy("io.temper.k8s.text")
      .layer("pods")
      .definedBy("io.temper.k8s")
      .layer("api")
      .definedBy("io.temper.k8s.api")
      .layer("watch")
      .definedBy("io.temper.k8s.watch")
      .layer("report")
      .definedBy("io.temper.k8s.report")
      .layer("migrate")
      .definedBy("io.temper.k8s.migrate")
      .layer("cleanup")
      .definedBy("io.temper.k8s.cleanup")
      .whereLayer("migrate")
      .mayNotBeAccessedByAnyLayer()
      .whereLayer("cleanup")
      .mayNotBeAccessedByAnyLayer()
      .whereLayer("watch")
      .mayOnlyBeAccessedByLayers("cleanup")
      .whereLayer("report")
      .mayOnlyBeAccessedByLayers("cleanup")
      .whereLayer("api")
      .mayOnlyBeAccessedByLayers("watch", "report", "migrate", "cleanup")
      .whereLayer("pods")
      .mayOnlyBeAccessedByLayers("watch");

  @ArchTest
  static final ArchRule nobodyBuildsTreesOfAText = noClasses()
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "com.fasterxml..",
          "tools.jackson.databind..",
          "org.snakeyaml.engine.v2.composer..",
          "org.snakeyaml.engine.v2.constructor..");

  @ArchTest
  static final ArchRule onlyOneClassSeesEachParser = classes()
      .that()
      .haveSimpleNameEndingWith("Reader")
      .or()
      .haveSimpleNameStartingWith("Pod")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage("io.temper..", "java..", "org.jspecify..");

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
