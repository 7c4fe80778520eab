package io.temper.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much a program takes on with our jars, and that nothing is in them by accident. */
class JarSizeTest {
  static List<PublishedModule> jars() {
    return PublishedModule.all();
  }

  private static List<String> entries(PublishedModule module) throws IOException {
    try (JarFile jar = new JarFile(module.jar().toFile());
        Stream<String> names = jar.stream().map(entry -> entry.getName())) {
      return names.toList();
    }
  }

  @Test
  void core_isSmall() throws IOException {
    assertThat(Files.size(new PublishedModule("temper-core").jar())).isLessThanOrEqualTo(400_000);
  }

  /** JSpecify, which is for the compiler alone. */
  @Test
  void core_dependsOnNothingThatRuns() {
    assertThat(Xml.read(new PublishedModule("temper-core").pom()).all("dependencies/dependency"))
        .extracting(dependency -> dependency.text("artifactId") + ' ' + dependency.text("scope"))
        .containsExactly("jspecify provided");
  }

  @Test
  void threads_dependOnNothingThatRuns() {
    assertThat(Xml.read(new PublishedModule("temper-threads").pom()).all("dependencies/dependency"))
        .extracting(dependency -> dependency.text("scope"))
        .isNotEmpty()
        .containsOnly("provided");
  }

  /** What an application gets that only takes part: participant is the mode that it has by default. */
  @Test
  void starter_bringsNoNativeLibrary() {
    Xml starter = Xml.read(new PublishedModule("temper-spring-boot-starter").pom());
    assertThat(starter.all(
            "dependencies/dependency[artifactId='temper-bpf']/exclusions/exclusion/artifactId"))
        .extracting(Xml::text)
        .containsExactlyInAnyOrder("temper-bpf-native", "jna");
  }

  @ParameterizedTest
  @MethodSource("jars")
  void jar_holdsNothingButWhatItIsFor(PublishedModule module) throws IOException {
    assertThat(entries(module))
        .isNotEmpty()
        .allMatch(name ->
            name.startsWith("META-INF/") || name.startsWith("io/temper/") || name.equals("io/"));
  }
}
