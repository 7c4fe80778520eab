package io.temper.agent.daemon.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.control.ControlCall.Command;
import io.temper.json.ConfigToml;
import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent reads and writes is the same whatever language its user speaks. */
class LocaleTest {
  @TempDir
  Path folder;

  private Locale before;

  @BeforeEach
  void remember() {
    before = Locale.getDefault();
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG", "lt-LT"})
  void everyLanguage_isReadAndWrittenAlike(String language) {
    String expected = ConfigToml.write(AgentConfig.STANDARD);
    Locale.setDefault(Locale.forLanguageTag(language));
    assertThat(ConfigToml.write(AgentConfig.STANDARD)).isEqualTo(expected);
    assertThat(ConfigToml.read("temper.toml", expected)).isEqualTo(AgentConfig.STANDARD);
    assertThat(Arrays.stream(Command.values()).map(Command::label))
        .containsExactly(
            "status",
            "explain",
            "thread-groups",
            "lint",
            "histories",
            "last-exit",
            "safe-mode-on",
            "safe-mode-off");
    var kept = new KeptRequests(folder.resolve("safe-mode.json"));
    var request = new SafeModeRequest(SafeModeOrigin.SIGNAL, "", "I \u0130 \u0131", Instant.EPOCH);
    kept.save(List.of(request));
    assertThat(kept.load(Instant.EPOCH)).containsExactly(request);
  }
}
