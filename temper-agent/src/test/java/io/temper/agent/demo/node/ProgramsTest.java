package io.temper.agent.demo.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramsTest {

  @Test
  void absolute_relativeEntries_nameTheSameFilesFromAnyFolder() {
    String here = Path.of("").toAbsolutePath().toString();

    assertThat(Programs.absolute("lib/a.jar" + File.pathSeparator + "/opt/b.jar"))
        .isEqualTo(here + "/lib/a.jar" + File.pathSeparator + "/opt/b.jar");
  }
}
