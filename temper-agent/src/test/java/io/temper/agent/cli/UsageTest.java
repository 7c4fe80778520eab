package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {

  @ParameterizedTest(name = "temper {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"            | Missing required subcommand; see 'temper --help'",
        "vers            | cannot make sense of 'vers' (did you mean 'version'?); see 'temper --help'",
        "version -x      | Unknown option: '-x'; see 'temper help version'",
        "version -o xml  | 'xml' is not one of table, json; see 'temper help version'",
        "version --color | '--color' (WHEN); see 'temper help version'",
        "help nothing    | there is no command 'nothing'; see 'temper --help'"
      })
  void run_wrongUse_isOneLineAndExitCode2(String args, String end) {
    var run = CommandRun.of(args.isEmpty() ? new String[0] : args.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("temper: ").endsWith(end + "\n").hasLineCount(1);
  }

  @Test
  void run_help_listsEveryCommandAndTheExitCodes() {
    var run = CommandRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: temper", "version", "help", "Exit codes");
    assertThat(run.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void run_help_saysOfEachCommandOneWholeSentence() {
    var list = CommandRun.of("--help").out().split("Commands:\n", 2)[1].split("\n\n", 2)[0];

    assertThat(list.split("\n(?=  \\S)"))
        .hasSizeGreaterThan(15)
        .allSatisfy(command -> assertThat(command.strip()).endsWith("."));
  }

  @Test
  void run_helpOfACommand_isTheSameBothWays() {
    assertThat(CommandRun.of("help", "version").out())
        .isEqualTo(CommandRun.of("version", "-h").out());
  }
}
