package io.temper.bpf;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.temper.bpf.internal.lib.BpfCalls;
import io.temper.bpf.internal.lib.DirectoryLock;
import io.temper.bpf.internal.lib.KernelObjects;
import io.temper.bpf.internal.lib.LibC;
import io.temper.bpf.internal.lib.Libbpf;
import io.temper.bpf.internal.lib.LibbpfLog;
import io.temper.bpf.internal.lib.PinCalls;
import org.jspecify.annotations.NullMarked;

/** The rules of the native edge. */
@AnalyzeClasses(packages = "io.temper.bpf", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyTheEdgesCallLibbpf = noClasses()
      .that()
      .doNotBelongToAnyOf(BpfCalls.class, KernelObjects.class, PinCalls.class)
      .should()
      .callMethodWhere(target(owner(equivalentTo(Libbpf.class))));

  @ArchTest
  static final ArchRule onlyBpfCallsAndItsHelpersCallTheCLibrary = noClasses()
      .that()
      .doNotHaveFullyQualifiedName("io.temper.bpf.internal.lib.RealTime")
      .and()
      .doNotBelongToAnyOf(BpfCalls.class, LibbpfLog.class, DirectoryLock.class)
      .should()
      .callMethodWhere(target(owner(equivalentTo(LibC.class))));

  @ArchTest
  static final ArchRule jnaStaysAtTheNativeEdge = noClasses()
      .that()
      .resideOutsideOfPackages("io.temper.bpf.internal.lib", "io.temper.bpf.internal.object")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule internalsShowInNoPublicSignature = noMethods()
      .that()
      .arePublic()
      .and()
      .areDeclaredInClassesThat()
      .resideInAPackage("io.temper.bpf")
      .and()
      .areDeclaredInClassesThat()
      .arePublic()
      .should()
      .haveRawReturnType(resideInAPackage("io.temper.bpf.internal.."))
      .orShould()
      .haveRawParameterTypes(anyElementThat(resideInAPackage("io.temper.bpf.internal..")));

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("io.temper.bpf.internal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheProgramUsesStandardStreams =
      noClasses().that().doNotBelongToAnyOf(NativeLibraries.class).should(ACCESS_STANDARD_STREAMS);

  /** Two class loaders with all of our classes each would see each other's. */
  @ArchTest
  static final ArchRule nothingIsLeftInTheJvm = noClasses()
      .should()
      .callMethod(System.class, "setProperty", String.class, String.class)
      .orShould()
      .callMethod(Runtime.class, "addShutdownHook", Thread.class)
      .orShould()
      .dependOnClassesThat()
      .resideInAPackage("javax.management..");

  @ArchTest
  static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses scanned) {
    var root = scanned.getPackage("io.temper.bpf");
    assertThat(root.isAnnotatedWith(NullMarked.class)).isTrue();
    assertThat(root.getSubpackagesInTree())
        .hasSize(8)
        .allMatch(subpackage -> subpackage.isAnnotatedWith(NullMarked.class));
  }

  @ArchTest
  static void scanIsNotEmpty(JavaClasses scanned) {
    assertThat(scanned).hasSizeGreaterThan(60);
  }
}
