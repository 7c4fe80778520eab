package io.temper.agent.cli.option;

import io.temper.agent.bundle.BundleFile;
import io.temper.agent.bundle.BundleRequest;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.report.input.KnownConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a bundle is written, and about which agent. */
public final class BundleOptions {
  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      required = true,
      description =
          "Write all that it takes to understand this node, and no secret, into one ZIP archive.")
  private Path file = Path.of("");

  @Option(names = "--force", description = "Replace the archive if it is there.")
  private boolean force;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The agent's configuration. Default: /etc/temper/temper.toml, if it is there.")
  private @Nullable Path config;

  @Option(names = "--socket", paramLabel = "PATH", description = SocketOption.DESCRIPTION)
  private @Nullable Path socket;

  public BundleFile file() {
    return new BundleFile(file, force);
  }

  public Path path() {
    return file;
  }

  /**
   * Returns what is asked for.
   *
   * @param context is told that the configuration, which says where the agent answers, cannot be read
   */
  public BundleRequest request(CliContext context) {
    return new BundleRequest(
        config, socket == null ? SocketOption.configured(KnownConfig.of(config), context) : socket);
  }
}
