package io.temper.agent.cli.option;

import io.temper.agent.report.input.KnownConfig;
import io.temper.runtime.config.FileConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the running agent is found. */
public final class SocketOption {
  static final String DESCRIPTION =
      "The agent's control socket. Default: the one that its configuration names, or else "
          + FileConfig.CONTROL_SOCKET + ".";

  @Option(names = "--socket", paramLabel = "PATH", description = DESCRIPTION)
  private @Nullable Path given;

  /** Returns where it is, by the configuration at its usual place unless the option says otherwise. */
  public Path path() {
    return given == null ? path(KnownConfig.of(null)) : given;
  }

  /** Returns where it is, by that configuration unless the option says otherwise. */
  public Path path(KnownConfig known) {
    return pathOr(given, known);
  }

  /** Tells whether the option was given. */
  public boolean isGiven() {
    return given != null;
  }

  static Path pathOr(@Nullable Path given, KnownConfig known) {
    return given == null ? known.config().files().controlSocket() : given;
  }
}
