package io.temper.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is given away says what it is made of, whether a repository of jars has it or not. */
class BillOfMaterialsTest {
  private static final String MAKES_IT =
      "profiles/profile/build/plugins/plugin[artifactId='cyclonedx-maven-plugin']";

  /** The plugin leaves out what is not deployed unless it is told otherwise, and says so in one line of many. */
  @Test
  void moduleThatIsNotDeployed_hasItsBillOfMaterialsNevertheless() {
    List<Xml> notDeployed =
        Xml.read(PublishedModule.ROOT.resolve("pom.xml")).all("modules/module").stream()
            .map(module -> Xml.read(PublishedModule.ROOT.resolve(module.text()).resolve("pom.xml")))
            .filter(pom -> pom.text("properties/maven.deploy.skip").equals("true"))
            .flatMap(pom -> pom.all(MAKES_IT).stream())
            .toList();
    assertThat(notDeployed).isNotEmpty().allSatisfy(plugin -> assertThat(
            plugin.text("executions/execution/configuration/skipNotDeployed"))
        .isEqualTo("false"));
  }
}
