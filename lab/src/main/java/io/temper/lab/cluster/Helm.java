package io.temper.lab.cluster;

import java.nio.file.Path;
import java.util.Map;

/**
 * The package manager, as a user calls it.
 *
 * @param program {@code helm}
 * @param kubeconfig who calls it, and of which cluster
 * @param home a folder for what it keeps, so that it does not touch the user's own
 */
public record Helm(Path program, Path kubeconfig, Path home) {
  /** Which cluster it works on, and where it keeps what. */
  Map<String, String> environment() {
    return Map.of(
        "KUBECONFIG",
        kubeconfig.toString(),
        "HELM_CACHE_HOME",
        home.resolve("cache").toString(),
        "HELM_CONFIG_HOME",
        home.resolve("config").toString(),
        "HELM_DATA_HOME",
        home.resolve("data").toString());
  }
}
