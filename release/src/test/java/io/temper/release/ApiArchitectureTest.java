package io.temper.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The marks of the API, and what public signatures may speak of. */
class ApiArchitectureTest {
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .importPaths(
          PublishedModule.libraries().stream().map(PublishedModule::classes).toList());

  /** Where a library of others may show: in the rooms that are about that library. */
  private static final Map<String, List<String>> LIBRARIES = Map.of(
      "io.temper.json", List.of("tools.jackson.databind.node."),
      "io.temper.micrometer", List.of("io.micrometer."),
      "io.temper.k8s", List.of("io.fabric8.kubernetes.api.model."),
      "io.temper.spring", List.of("org.springframework.", "io.micrometer."),
      "io.temper.testkit", List.of("org.junit.", "org.quicktheories."));

  private static Set<JavaPackage> packages() {
    return CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
  }

  private static Stream<JavaClass> visibleTypes() {
    return CLASSES.stream().filter(PublicSignatures::isVisible);
  }

  @Test
  void everyPackage_hasOneMark() {
    assertThat(packages())
        .hasSizeGreaterThan(50)
        .allSatisfy(room -> assertThat(ApiMark.writtenAt(room)).hasSize(1));
  }

  /** The comparison with the last release takes the mark of a package for those below it, too. */
  @Test
  void noPackage_promisesMoreThanTheOneItIsIn() {
    assertThat(packages()).allSatisfy(room -> room.getParent()
        .filter(parent -> packages().contains(parent))
        .ifPresent(parent -> assertThat(ApiMark.writtenAt(room).get(0))
            .isLessThanOrEqualTo(ApiMark.writtenAt(parent).get(0))));
  }

  /** Who is promised that a method stays is promised that what it takes and gives stays. */
  @Test
  void stableTypes_speakOfStableTypesOnly() {
    List<String> broken = visibleTypes()
        .filter(type -> ApiMark.of(type) == ApiMark.STABLE)
        .flatMap(type -> PublicSignatures.namedBy(type)
            .filter(named -> CLASSES.contain(named.getName()))
            .filter(named -> ApiMark.of(named) != ApiMark.STABLE)
            .map(named -> type.getName() + " speaks of " + named.getName()))
        .sorted()
        .toList();
    assertThat(broken).isEmpty();
  }

  @Test
  void publicSignatures_speakOfNoLibraryThatTheirRoomIsNotAbout() {
    List<String> broken = visibleTypes()
        .filter(type -> ApiMark.of(type) != ApiMark.INTERNAL)
        .flatMap(type -> PublicSignatures.namedBy(type)
            .map(JavaClass::getName)
            .filter(named -> !isOurs(named) && !mayShow(type.getPackageName(), named))
            .map(named -> type.getName() + " speaks of " + named))
        .sorted()
        .toList();
    assertThat(broken).isEmpty();
  }

  private static boolean isOurs(String type) {
    return !type.contains(".") || type.startsWith("java.") || type.startsWith("io.temper.");
  }

  private static boolean mayShow(String room, String type) {
    return LIBRARIES.entrySet().stream()
        .filter(entry -> (room + ".").startsWith(entry.getKey() + "."))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(type::startsWith);
  }

  @Test
  void everyLibrary_isLookedAt() {
    assertThat(visibleTypes().count()).isGreaterThan(400);
    assertThat(PublishedModule.libraries())
        .hasSize(10)
        .allSatisfy(module -> assertThat(module.classes()).isNotEmptyDirectory());
  }
}
