package io.temper.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The POMs as they are published, held to what Maven Central asks for and to what users need. */
class PublishedPomTest {
  private static final String VERSION = System.getProperty("temper.version", "");
  private static final String HOME = System.getProperty("temper.release.home", "");

  private static final List<PublishedModule> JARS = PublishedModule.all();
  /** All that a repository of releases asks for and that a POM can say. */
  private static final List<String> DEMANDED = List.of(
      "groupId",
      "artifactId",
      "version",
      "name",
      "description",
      "url",
      "licenses/license/name",
      "developers/developer/name",
      "scm/url",
      "scm/connection",
      "scm/developerConnection");

  /** What only whoever releases can say: the project's address, by {@code -Drelease.home}. */
  private static final List<String> KNOWN_AT_RELEASE =
      List.of("url", "scm/url", "scm/connection", "scm/developerConnection");

  static List<PublishedModule> jars() {
    return JARS;
  }

  static List<PublishedModule> poms() {
    return Stream.concat(JARS.stream(), Stream.of(new PublishedModule("temper-bom")))
        .toList();
  }

  @Test
  void modules_arePublishedOnPurpose() {
    assertThat(JARS)
        .extracting(PublishedModule::name)
        .containsExactlyInAnyOrder(
            "temper-core",
            "temper-lint",
            "temper-rightsize",
            "temper-runtime",
            "temper-bpf-native",
            "temper-bpf",
            "temper-k8s",
            "temper-nomad",
            "temper-threads",
            "temper-testkit",
            "temper-spring-boot-starter",
            "temper-agent");
  }

  @ParameterizedTest
  @MethodSource("poms")
  void nothingIsMissing_butWhatOnlyAReleaseKnows(PublishedModule module) {
    Xml pom = Xml.read(module.pom());
    List<String> missing =
        DEMANDED.stream().filter(path -> !says(pom.text(path))).toList();
    assertThat(missing).isEqualTo(HOME.isEmpty() ? KNOWN_AT_RELEASE : List.of());
  }

  private static boolean says(String text) {
    return !text.isEmpty() && !text.endsWith(":") && !text.contains("${release");
  }

  @ParameterizedTest
  @MethodSource("jars")
  void noParent_isNeeded(PublishedModule module) {
    Xml pom = Xml.read(module.pom());
    assertThat(pom.all("parent")).isEmpty();
    assertThat(pom.text("groupId")).isEqualTo("io.temper");
    assertThat(pom.text("artifactId")).isEqualTo(module.name());
    assertThat(pom.text("version")).isEqualTo(VERSION);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void dependencies_haveVersions_andNoneIsForTests(PublishedModule module) {
    for (Xml dependency : Xml.read(module.pom()).all("dependencies/dependency")) {
      assertThat(dependency.text("scope")).as(dependency.text()).isNotEqualTo("test");
      assertThat(dependency.text("version")).as(dependency.text()).isNotEmpty().doesNotContain("$");
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void dependencies_areReleased_orOurOwnOfThisVersion(PublishedModule module) {
    for (Xml dependency : Xml.read(module.pom()).all("dependencies/dependency")) {
      if (dependency.text("groupId").equals("io.temper")) {
        assertThat(dependency.text("version")).as(dependency.text()).isEqualTo(VERSION);
      } else {
        assertThat(dependency.text("version")).as(dependency.text()).doesNotContain("SNAPSHOT");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void ourOwnDependencies_arePublished(PublishedModule module) {
    assertThat(Xml.read(module.pom()).all("dependencies/dependency[groupId='io.temper']"))
        .extracting(dependency -> dependency.text("artifactId"))
        .isSubsetOf(JARS.stream().map(PublishedModule::name).toList());
  }

  @Test
  void bom_listsEveryPublishedJar_andNothingElse() {
    List<Xml> listed = Xml.read(new PublishedModule("temper-bom").pom())
        .all("dependencyManagement/dependencies/dependency");
    assertThat(listed)
        .extracting(dependency -> dependency.text("artifactId"))
        .containsExactlyInAnyOrderElementsOf(
            JARS.stream().map(PublishedModule::name).toList());
    assertThat(listed)
        .allSatisfy(dependency -> assertThat(dependency.text("version")).isEqualTo(VERSION));
  }
}
