package io.temper.agent.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where the running agent is found. */
final class SocketOption {
  private static final String DEFAULT = "/run/temper/control.sock";

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      defaultValue = DEFAULT,
      description = "The agent's control socket. Default: ${DEFAULT-VALUE}.")
  private Path path = Path.of(DEFAULT);

  Path path() {
    return path;
  }
}
