package io.temper.agent;

import io.temper.agent.cli.Console;
import io.temper.agent.cli.Environment;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Runs the usual commands once, without output, so that the JVM sees which classes they need: the
 * launcher has it write those to a class archive, from which later runs start in half the time.
 * Nothing depends on it having run.
 */
public final class ArchiveTraining {

  private ArchiveTraining() {}

  /**
   * Runs the commands.
   *
   * @param args ignored
   */
  public static void main(String[] args) {
    for (var command : List.of("--help", "version", "version -o json")) {
      var console = new Console(
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream(),
          OutputStream.nullOutputStream(),
          new Environment(Map.of(), false));
      AgentWiring.commandLine(console).run(command.split(" "));
    }
  }
}
