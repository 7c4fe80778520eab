package io.temper.agent.cli;

import io.temper.runtime.config.FileConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where the running agent is found. */
final class SocketOption {
  @Option(
      names = "--socket",
      paramLabel = "PATH",
      defaultValue = FileConfig.CONTROL_SOCKET,
      description = "The agent's control socket. Default: ${DEFAULT-VALUE}.")
  private Path path = Path.of(FileConfig.CONTROL_SOCKET);

  Path path() {
    return path;
  }
}
