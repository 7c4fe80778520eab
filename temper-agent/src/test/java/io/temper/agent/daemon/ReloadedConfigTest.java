package io.temper.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.json.ConfigToml;
import io.temper.json.JsonFormatException;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.runtime.config.PlanConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedConfigTest {
  @TempDir
  Path folder;

  private final List<PlanConfig> planned = new ArrayList<>();
  private Path file;
  private ReloadedConfig config;

  @BeforeEach
  void setUp() throws IOException {
    file = folder.resolve("temper.toml");
    write("[ceilings]\nlow = \"2\"\n");
    var watched = new WatchedFile<>(file, ConfigToml::read);
    config = new ReloadedConfig(watched.get(), watched, this::planner);
  }

  private TierPlanner planner(PlanConfig plan) {
    planned.add(plan);
    return TierPlanner.with(PlanPolicy.STANDARD.withCeilings(plan.ceilings()));
  }

  @Test
  void unchanged_isTheSamePlanner() {
    assertThat(config.get()).isSameAs(config.get());
    assertThat(planned).hasSize(1);
    assertThat(config.notes()).isEmpty();
  }

  @Test
  void changedCeiling_isAnotherPlanner() throws IOException {
    TierPlanner before = config.get();
    write("[ceilings]\nlow = \"3.5\"\n");
    assertThat(config.get()).isNotEqualTo(before);
    assertThat(config.plan().ceilings().values()).hasToString("[3500m]");
    assertThat(config.notes()).isEmpty();
  }

  @Test
  void changedElsewhere_isSaidToCountLater() throws IOException {
    TierPlanner before = config.get();
    write("[ceilings]\nlow = \"2\"\n[loop]\npoll = \"50ms\"\n");
    assertThat(config.get()).isSameAs(before);
    assertThat(config.notes()).singleElement().asString().contains("next start");
  }

  @Test
  void wrong_changesNothing() throws IOException {
    TierPlanner before = config.get();
    write("[ceilings]\nlow = \"many\"\nhi = 1\n");
    assertThatExceptionOfType(JsonFormatException.class).isThrownBy(config::get);
    assertThat(config.plan().ceilings().values()).hasToString("[2]");
    write("[ceilings]\nlow = \"2\"\n\n");
    assertThat(config.get()).isSameAs(before);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }
}
