package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import io.temper.agent.Golden;
import io.temper.agent.json.JsonSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrateCommandTest {
  private static final String FOLDER = "src/test/resources/io/temper/agent/migrate/";
  private static final String MANIFESTS = FOLDER + "manifests.yaml";
  private static final String VALUES = FOLDER + "values.yaml";

  @TempDir
  Path folder;

  @Test
  void check_manifestsAndValues_listsOldNamesAndHowToEditThem() {
    var run = CommandRun.of("migrate", "--check", "-f", MANIFESTS, "-f", VALUES);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
    Golden.assertMatches("migrate/files.txt", run.out());
  }

  @Test
  void check_asJson_isTheSameForPrograms() {
    var run = CommandRun.of("migrate", "--check", "-f", MANIFESTS, "-o", "json");

    assertThat(run.exitCode()).isEqualTo(1);
    JsonSchemas.requireValid("migration-report-v1", run.out());
    Golden.assertMatches("migrate/files.json", run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "MigrationReport, Report",
    "workloads, pods",
    "commands, command",
    "unchecked, not",
    "'\"old\"', '\"before\"'",
    "'\"what\"', '\"of\"'"
  })
  void check_jsonThatIsSpoilt_isRefusedByTheSchema(String word, String instead) {
    String document =
        CommandRun.of("migrate", "--check", "-f", MANIFESTS, "-o", "json").out();

    assertThat(JsonSchemas.accepts("migration-report-v1", document)).isTrue();
    assertThat(JsonSchemas.accepts("migration-report-v1", document.replace(word, instead)))
        .isFalse();
  }

  /** What is printed is a script, and what it leaves behind has no old name that could be changed. */
  @Test
  void check_scriptRun_leavesNothing() throws Exception {
    Path manifests = Files.copy(Path.of(MANIFESTS), folder.resolve("it's manifests.yaml"));
    String script =
        CommandRun.of("migrate", "--check", "-f", manifests.toString()).out();

    var shell = new ProcessBuilder("sh", "-eu").redirectErrorStream(true).start();
    try (var in = shell.outputWriter()) {
      in.write(script);
    }
    assertThat(shell.getInputStream().readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEmpty();
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();

    var after = CommandRun.of("migrate", "--check", "-f", manifests.toString());
    assertThat(after.out()).isEqualTo("# " + manifests + ": no old names\n");
    assertThat(after.exitCode()).isZero();
    assertThat(Files.readString(manifests)).contains("my_temper_lint_violation");
  }

  @Test
  void check_standardInput_isReadAndEditsNothing() throws IOException {
    var run = CommandRun.with(
        Map.of("LANG", "C.UTF-8"),
        Files.readString(Path.of(VALUES)),
        "migrate",
        "--check",
        "-f",
        "-");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("standard input").doesNotContain("\nsed");
  }

  @Test
  void check_secret_isNotLookedInto() {
    var run = CommandRun.of("migrate", "--check", "-f", MANIFESTS);

    assertThat(run.out()).doesNotContainIgnoringCase("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "migrate | Missing required option: '--check'; see 'temper help migrate'",
        "migrate --check -f no.yaml | no.yaml: no such file; name a manifest, or '-'",
        "migrate --check -f src | src is a folder: name the files in it",
        "migrate --check --kubeconfig no | cannot read the kubeconfig no; check its name and who may read it",
        "migrate --check --kubeconfig no -f a | --kubeconfig: files are looked through, no cluster; leave one out"
      })
  void check_wrongInput_isNamedAndEndsWith2(String command, String message) {
    var run = CommandRun.of(command.split(" "));

    assertThat(run.err()).isEqualTo("temper: " + message + "\n");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
