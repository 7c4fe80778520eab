package io.temper.agent.cli.option;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.report.input.KnownConfig;
import io.temper.json.ConfigToml;
import io.temper.runtime.config.FileConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the running agent is found. */
public final class SocketOption {
  static final String DESCRIPTION =
      "The agent's control socket. Default: the one that its configuration names, or else "
          + FileConfig.CONTROL_SOCKET + ".";

  private final Path usualConfig;

  @Option(names = "--socket", paramLabel = "PATH", description = DESCRIPTION)
  private @Nullable Path given;

  /** What the configuration said when it was asked first, so that it is doubted once. */
  private @Nullable Path configured;

  /** Goes by the configuration at its usual place. */
  public SocketOption() {
    this(ConfigToml.DEFAULT_FILE);
  }

  SocketOption(Path usualConfig) {
    this.usualConfig = usualConfig;
  }

  /**
   * Returns where it is, by the configuration at its usual place unless the option says otherwise.
   *
   * @param context is told, once, that the configuration cannot be read
   */
  public Path path(CliContext context) {
    if (given != null) {
      return given;
    }
    if (configured == null) {
      configured = configured(KnownConfig.ifThere(usualConfig), context);
    }
    return configured;
  }

  /** Returns where it is, by that configuration unless the option says otherwise. */
  public Path path(KnownConfig known) {
    return given == null ? known.config().files().controlSocket() : given;
  }

  /** Tells whether the option was given. */
  public boolean isGiven() {
    return given != null;
  }

  /** Returns where it is by that configuration, and tells if nobody knows whether it is the agent's. */
  static Path configured(KnownConfig known, CliContext context) {
    Path socket = known.config().files().controlSocket();
    String unknown = known.unknownPlace("answers", "--socket");
    if (!unknown.isEmpty()) {
      context.console().note(unknown + "; asking at " + socket);
    }
    return socket;
  }
}
