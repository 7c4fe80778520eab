package io.temper.lab.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The package manager, as a user calls it.
 *
 * @param program {@code helm}
 * @param kubeconfig who calls it, and of which cluster
 * @param home a folder for what it keeps, so that it does not touch the user's own
 */
public record Helm(Path program, Path kubeconfig, Path home) {
  /** After this time Helm is killed: longer than any {@code --timeout} that it is given. */
  public static final Duration PATIENCE = Duration.ofMinutes(15);

  /**
   * Runs a command.
   *
   * @param arguments after {@code helm}
   * @return how it ended
   */
  public Invocation run(List<String> arguments) {
    List<String> argv = new ArrayList<>();
    argv.add(program.toString());
    argv.addAll(arguments);
    return Invocation.run(
        argv,
        Map.of(
            "KUBECONFIG",
            kubeconfig.toString(),
            "HELM_CACHE_HOME",
            home.resolve("cache").toString(),
            "HELM_CONFIG_HOME",
            home.resolve("config").toString(),
            "HELM_DATA_HOME",
            home.resolve("data").toString()),
        "",
        PATIENCE);
  }
}
