package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.workload.CgroupPattern;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Standing.OfPriority;
import io.temper.workload.Standing.OfTier;
import io.temper.workload.WorkloadRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadsTomlTest {
  private static final String HEAD = "apiVersion = \"temper.io/v1\"\nkind = \"Workloads\"\n";
  private static final Pattern EXAMPLE = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);

  @Test
  void read_exampleOfThePage_isItsRules() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "workload-file.md"));
    List<String> examples = EXAMPLE
        .matcher(page)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();

    assertThat(examples).hasSize(1);
    assertThat(WorkloadsToml.read("w.toml", examples.get(0)))
        .containsExactly(
            new WorkloadRule(
                "web",
                new CgroupPattern("/system.slice/nginx.service"),
                new OfTier("critical"),
                CpuQuantity.ofCpus(2),
                CpuQuantity.ofCpus(4)),
            WorkloadRule.of(
                "sessions", new CgroupPattern("/user.slice/**/app-*.scope"), new OfTier("high")),
            WorkloadRule.of("batch", new CgroupPattern("/batch.slice/*"), new OfPriority(-500)));
  }

  @Test
  void read_jsonOfTheSameFields_isTheSame() {
    String json = """
        {"apiVersion": "temper.io/v1", "kind": "Workloads", "workload": [
          {"name": "web", "cgroup": "/web", "tier": "low", "request": 0.5, "limit": "1"}]}
        """;
    String toml =
        HEAD + "[[workload]]\nname='web'\ncgroup='/web'\ntier='low'\nrequest='500m'\nlimit=1.0\n";

    assertThat(WorkloadsToml.read("w.json", json)).isEqualTo(WorkloadsToml.read("w.toml", toml));
  }

  @Test
  void read_noWorkload_isEmpty() {
    assertThat(WorkloadsToml.read("w.toml", HEAD)).isEmpty();
    assertThat(WorkloadsToml.read("w.toml", HEAD + "workload = []")).isEmpty();
  }

  @Test
  void read_severalFaults_tellsAllInTheirOrder() {
    String toml = HEAD + """

        [[workload]]
        name = "web"
        cgroup = "web"
        tier = "golden"

        [[workload]]
        name = "web"
        cgroup = "/a"
        teir = "low"
        """;

    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> WorkloadsToml.read("w.toml", toml))
        .satisfies(e -> assertThat(
                String.valueOf(e.getMessage()).lines().map(line -> line.split(": ", 2)[0]))
            .containsExactly(
                "w.toml:6:1", "w.toml:7:1", "w.toml:9:1", "w.toml:10:1", "w.toml:12:1"))
        .satisfies(e -> assertThat(e.line()).isEqualTo(6))
        .withMessageContaining("did you mean 'tier'?");
  }

  @Test
  void read_faultInJson_namesLineAndColumn() {
    String json = """
        {"apiVersion": "temper.io/v1", "kind": "Workloads", "workload": [
          {"name": "web", "cgroup": "/web", "tier": "none"}, 5]}
        """;

    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> WorkloadsToml.read("w.json", json))
        .withMessage("""
            w.json:2:37: tier: there is no tier 'none'; use critical, high, normal, low or background
            w.json:2:54: workload: expected a table, found 5; begin each workload with [[workload]]\
            """);
  }

  @Test
  void read_file_readsItOrSaysWhatItIs(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("w.toml"), HEAD);
    Path latin =
        Files.write(folder.resolve("l.toml"), "# \u00e4".getBytes(StandardCharsets.ISO_8859_1));
    Path missing = folder.resolve("none.toml");

    assertThat(WorkloadsToml.read(file)).isEmpty();
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> WorkloadsToml.read(missing))
        .withMessageStartingWith(missing + ": no such file; ");
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> WorkloadsToml.read(latin))
        .withMessageStartingWith(latin + ": it is not UTF-8 text; ");
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> WorkloadsToml.read(folder))
        .withMessageStartingWith(folder + ": it is a folder; ");
  }
}
