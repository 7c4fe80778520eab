package io.temper.agent.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.agent.ConfigurationReport;
import io.temper.agent.report.agent.ConfigurationReport.Fallback;
import io.temper.agent.report.agent.ConfigurationReport.InFile;
import io.temper.agent.report.agent.ConfigurationReport.Option;
import io.temper.agent.report.agent.ConfigurationReport.Setting;
import io.temper.json.ConfigToml;
import io.temper.runtime.config.ConfigKey;
import io.temper.runtime.config.ConfigKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigTest {
  @TempDir
  Path folder;

  private final EffectiveConfig config = new EffectiveConfig();

  @Test
  void withoutAFile_isAllDefaults() {
    config.note(ConfigToml.readPlacedIfThere(folder.resolve("none.toml")));
    ConfigurationReport report = config.get();
    assertThat(report.file()).isEmpty();
    assertThat(report.settings())
        .extracting(Setting::key)
        .containsExactlyElementsOf(
            ConfigKeys.all().stream().map(ConfigKey::name).toList());
    assertThat(report.settings()).allMatch(one -> one.origin() instanceof Fallback);
    assertThat(setting("loop.poll").value()).contains("100ms");
    assertThat(setting("source").value()).isEmpty();
  }

  @Test
  void writtenValue_hasItsLine() throws IOException {
    read("mode = \"observe\"\n[loop]\npoll = \"1s\"\n");
    assertThat(config.get().file()).contains(file().toString());
    assertThat(setting("loop.poll"))
        .isEqualTo(new Setting("loop.poll", Optional.of("1s"), new InFile(file().toString(), 3)));
    assertThat(setting("loop.debounce").origin()).isEqualTo(new Fallback());
  }

  @Test
  void option_winsOverTheFile() throws IOException {
    read("mode = \"enforce\"\n");
    config.override("mode", "--observe", "observe");
    assertThat(setting("mode"))
        .isEqualTo(new Setting("mode", Optional.of("observe"), new Option("--observe")));
  }

  /** What counts from the next start on is not what the agent goes by. */
  @Test
  void fileThatChanges_isFollowedWhereTheAgentFollows() throws IOException {
    read("[loop]\npoll = \"1s\"\n[ceilings]\nlow = \"2\"\n");
    read("[ceilings]\nlow = \"3\"\n[loop]\npoll = \"2s\"\n");
    assertThat(setting("ceilings.low"))
        .isEqualTo(
            new Setting("ceilings.low", Optional.of("3"), new InFile(file().toString(), 2)));
    assertThat(setting("loop.poll"))
        .isEqualTo(new Setting("loop.poll", Optional.of("1s"), new InFile(file().toString(), 2)));
  }

  private Path file() {
    return folder.resolve("temper.toml");
  }

  private void read(String text) throws IOException {
    config.note(ConfigToml.readPlaced(Files.writeString(file(), text)));
  }

  private Setting setting(String key) {
    return config.get().settings().stream()
        .filter(one -> one.key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
