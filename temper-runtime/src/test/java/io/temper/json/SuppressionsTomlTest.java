package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lint.fact.Suppression;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionsTomlTest {
  private static final String HEAD = "apiVersion = \"temper.io/v1\"\nkind = \"LintSuppressions\"\n";

  @Test
  void read_everyField_isKept() {
    assertThat(SuppressionsToml.read("s.toml", HEAD + """
            [[suppress]]
            rule = "irq_on_fence"
            subject = "critical"
            reason = "the kernel manages these interrupts"
            until = "2027-01-31"

            [[suppress]]
            rule = "open_reserve"
            reason = "known"
            """).all())
        .containsExactly(
            new Suppression(
                "irq_on_fence",
                "critical",
                "the kernel manages these interrupts",
                LocalDate.of(2027, 1, 31),
                "s.toml:4"),
            new Suppression("open_reserve", "*", "known", null, "s.toml:10"));
  }

  @Test
  void read_dayWithoutQuotes_isADay() {
    assertThat(SuppressionsToml.read("s.toml", HEAD + """
            [[suppress]]
            rule = "open_reserve"
            reason = "known"
            until = 2027-01-31
            """).all())
        .singleElement()
        .satisfies(one -> assertThat(one.until()).isEqualTo(LocalDate.of(2027, 1, 31)));
  }

  @Test
  void read_json_hasTheSameFields() {
    assertThat(SuppressionsToml.read("s.json", """
            {"apiVersion": "temper.io/v1", "kind": "LintSuppressions",
             "suppress": [{"rule": "open_reserve", "reason": "known"}]}
            """).all())
        .containsExactly(new Suppression("open_reserve", "*", "known", null, "s.json:2"));
  }

  @Test
  void read_nothing_suppressesNothing() {
    assertThat(SuppressionsToml.read("s.toml", HEAD).all()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "reason = \"r\" | s.toml:3:1: the key 'rule' is missing; name a rule of docs/linter.md",
        "rule = \"open_reserve\" | s.toml:3:1: the key 'reason' is missing; say why it is left so",
        "rule = \"open_reserv\"; reason = \"r\" | s.toml:4:1: rule: there is no rule 'open_reserv',"
            + " but 'open_reserve'; name a rule of docs/linter.md",
        "rule = \"other\"; reason = \"r\" | s.toml:4:1: rule: there is no rule 'other'; name a rule of"
            + " docs/linter.md",
        "rule = \"open_reserve\"; reason = \" \" | s.toml:5:1: reason: expected words, found nothing;"
            + " say why it is left so",
        "rule = \"open_reserve\"; reason = \"r\"; until = \"soon\" | s.toml:6:1: until: expected a day,"
            + " found 'soon'; write a day as in \"2027-01-31\"",
        "rule = \"open_reserve\"; reason = \"r\"; subjekt = \"a\" | s.toml:6:1: there is no key"
            + " 'subjekt' here; did you mean 'subject'? keys are rule, subject, reason, until",
      })
  void read_fault_namesPlaceAndRemedy(String entry, String message) {
    String text = HEAD + "[[suppress]]\n" + entry.replace("; ", "\n") + "\n";
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> SuppressionsToml.read("s.toml", text))
        .withMessage(message);
  }
}
