package io.temper.agent;

import io.temper.agent.cli.console.Console;
import io.temper.agent.cli.console.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What one command line did, run in this process with captured streams over the real adapters.
 *
 * @param exitCode what the process would have ended with
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exitCode, String out, String err) {

  /** Runs {@code args} in a UTF-8 locale, not on a terminal, with nothing on standard input. */
  public static CommandRun of(String... args) {
    return with(Map.of("LANG", "C.UTF-8"), "", args);
  }

  /** Runs {@code args} with these environment variables and this standard input. */
  public static CommandRun with(Map<String, String> variables, String in, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var stdin = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
    var console = new Console(stdin, out, err, new Environment(variables, false));
    int exitCode = AgentWiring.commandLine(console).run(args);
    return new CommandRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Returns the lines of standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }
}
