package io.temper.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** Runs the commands of the page in order. Each must be expected, and nothing else may be. */
final class PageRun {
  private PageRun() {}

  static void run(CommandHost host, List<String> commands, List<Expectation> expected)
      throws IOException, InterruptedException {
    assertThat(commands)
        .as("the commands of docs/operations.md, of which each is run here with what it must do")
        .containsExactlyElementsOf(expected.stream().map(Expectation::command).toList());
    for (Expectation one : expected) {
      CommandHost.Done done = host.run(one.command());
      if (one.exitCode() != Expectation.OF_THE_HOST) {
        assertThat(done.exitCode())
            .as("exit code of '%s', which says: %s", one.command(), done.output())
            .isEqualTo(one.exitCode());
      }
      assertThat(one.says()).as(one.command()).allSatisfy(text -> assertThat(done.output())
          .contains(text));
      if (!one.afterwards().isEmpty()) {
        host.await(one.afterwards());
      }
    }
  }
}
