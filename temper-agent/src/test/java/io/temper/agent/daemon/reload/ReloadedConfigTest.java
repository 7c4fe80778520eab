package io.temper.agent.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.json.ConfigToml;
import io.temper.json.JsonFormatException;
import io.temper.json.ProfilesToml;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ThreadProfile;
import io.temper.runtime.config.PlanConfig;
import io.temper.workload.AnnotationPrefixes;
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
  private Path profiles;
  private ReloadedConfig config;

  @BeforeEach
  void setUp() throws IOException {
    file = folder.resolve("temper.toml");
    write("[ceilings]\nlow = \"2\"\n");
    var watched = new WatchedFile<>(file, ConfigToml::read);
    profiles = folder.resolve("profiles");
    config = new ReloadedConfig(
        watched.get(),
        watched,
        new ReloadedProfiles(profiles, files -> ProfileCatalog.of(ProfilesToml.readFolder(files))),
        this::planner);
  }

  private TierPlanner planner(PlanConfig plan, ProfileCatalog catalog) {
    planned.add(plan);
    return TierPlanner.with(
        PlanPolicy.STANDARD.withCeilings(plan.ceilings()).withProfiles(catalog));
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

  /** Safe mode is heard under the prefixes of the start: nothing may look as if it were otherwise. */
  @Test
  void changedPrefixes_areSaidToCountLater_andTheRestCountsNow() throws IOException {
    config.get();
    AnnotationPrefixes before = config.plan().tierRules().prefixes();
    write("[ceilings]\nlow = \"3.5\"\n[tiers]\nannotation_prefixes = [\"acme.io/\"]\n");
    config.get();
    assertThat(config.plan().tierRules().prefixes()).isEqualTo(before);
    assertThat(config.plan().ceilings().values()).hasToString("[3500m]");
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

  @Test
  void changedProfile_isAnotherPlannerWithIt() throws IOException {
    TierPlanner before = config.get();
    writeProfile("shop");
    assertThat(config.get()).isNotEqualTo(before);
    assertThat(config.profiles().profiles()).extracting(ThreadProfile::id).containsExactly("shop");
    assertThat(config.get()).isSameAs(config.get());
    assertThat(planned).hasSize(2);
  }

  @Test
  void wrongProfile_changesNothingAndIsNoted() throws IOException {
    writeProfile("shop");
    TierPlanner before = config.get();
    writeProfile("S");
    assertThat(config.get()).isSameAs(before);
    assertThat(config.notes()).singleElement().asString().contains("shop.toml:", "of before");
    write("[ceilings]\nlow = \"3.5\"\n");
    assertThat(config.get()).isNotEqualTo(before);
    assertThat(config.profiles().profiles()).extracting(ThreadProfile::id).containsExactly("shop");
  }

  @Test
  void wrongConfiguration_keepsTheProfilesThatItCountsWith() throws IOException {
    config.get();
    writeProfile("shop");
    write("[ceilings]\nlow = \"many\"\n");
    assertThatExceptionOfType(JsonFormatException.class).isThrownBy(config::get);
    assertThat(config.profiles().profiles()).isEmpty();
    write("[ceilings]\nlow = \"2\"\n");
    config.get();
    assertThat(config.profiles().profiles()).hasSize(1);
  }

  private void writeProfile(String id) throws IOException {
    Files.createDirectories(profiles);
    Files.writeString(profiles.resolve("shop.toml"), """
        apiVersion = "temper.io/v1"
        kind = "Profiles"
        [[profile]]
        id = "%s"
        declared = true
        """.formatted(id));
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }
}
