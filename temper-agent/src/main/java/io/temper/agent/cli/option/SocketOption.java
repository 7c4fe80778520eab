package io.temper.agent.cli.option;

import io.temper.runtime.config.FileConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where the running agent is found. */
public final class SocketOption {
  @Option(
      names = "--socket",
      paramLabel = "PATH",
      defaultValue = FileConfig.CONTROL_SOCKET,
      description = "The agent's control socket. Default: ${DEFAULT-VALUE}.")
  private Path path = Path.of(FileConfig.CONTROL_SOCKET);

  public Path path() {
    return path;
  }
}
