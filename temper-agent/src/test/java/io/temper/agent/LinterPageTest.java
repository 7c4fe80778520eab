package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lint.StandardRules;
import io.temper.lint.fact.Fact;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The catalogue in {@code docs/linter.md} is generated from the rules. After a wanted change run this with
 * {@code GOLDEN_WRITE=true} in the environment and review the difference.
 */
class LinterPageTest {
  private static final Path PAGE = Path.of("..", "docs", "linter.md");
  private static final String HEADING = "## The rules\n";

  @Test
  void page_endsWithTheCatalogueOfRules() throws IOException {
    String page = Files.readString(PAGE);
    String expected = page.substring(0, page.indexOf(HEADING)) + catalogue();
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  @Test
  void page_hasTheAnchorOfEachRule() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(StandardRules.all())
        .allSatisfy(rule -> assertThat(page).contains("### " + rule.id() + "\n"));
  }

  private static String catalogue() {
    StringBuilder text = new StringBuilder(HEADING);
    text.append("\nGenerated from the code by `LinterPageTest`.\n\n");
    text.append("| rule | scope | severity | should hold |\n|---|---|---|---|\n");
    List<LintRule> rules = StandardRules.all();
    for (LintRule rule : rules) {
      text.append("| [`" + rule.id() + "`](#" + rule.id() + ") | "
          + rule.scope().label() + " | " + rule.severity().label() + " | " + rule.title() + " |\n");
    }
    for (LintScope scope : LintScope.values()) {
      rules.stream().filter(rule -> rule.scope() == scope).forEach(rule -> append(rule, text));
    }
    return text.toString();
  }

  private static void append(LintRule rule, StringBuilder text) {
    text.append("\n### " + rule.id() + "\n\n");
    text.append("**" + rule.title() + ".** " + rule.scope().label() + ", "
        + rule.severity().label() + "\n\n");
    text.append(rule.why()).append("\n\n");
    text.append("What to do: " + rule.remediation() + "\n\n");
    text.append("Needs: "
        + rule.needs().stream().map(Fact::description).collect(Collectors.joining("; "))
        + ".\n");
  }
}
