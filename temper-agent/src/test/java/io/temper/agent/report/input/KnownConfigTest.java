package io.temper.agent.report.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.config.AgentConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownConfigTest {
  @TempDir
  private Path folder;

  @Test
  void fileThatCanBeRead_isKnownWithoutADoubt() throws IOException {
    var file = folder.resolve("temper.toml");
    Files.writeString(file, "[control]\nsocket = \"/run/other.sock\"\n");
    var known = KnownConfig.of(file);
    assertThat(known.config().files().controlSocket()).isEqualTo(Path.of("/run/other.sock"));
    assertThat(known.doubt()).isEmpty();
  }

  /** A pipe would be waited for, and what goes through it is the agent's. */
  @Test
  void whatCannotBeRead_isTheStandardConfigurationWithADoubt() {
    assertThat(KnownConfig.of(folder))
        .isEqualTo(new KnownConfig(AgentConfig.STANDARD, folder + " is no regular file"));
    var missing = KnownConfig.of(folder.resolve("missing.toml"));
    assertThat(missing.config()).isEqualTo(AgentConfig.STANDARD);
    assertThat(missing.doubt()).contains("missing.toml: no such file");
  }
}
