package io.temper.lab.cluster;

import io.temper.lab.host.HostCommand;
import io.temper.lab.host.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Helm, built from its Go module. */
public final class HelmBuild {
  /** The version that is built. */
  public static final String VERSION = "3.22.0";

  private static final Duration TIMEOUT = Duration.ofMinutes(60);

  private HelmBuild() {}

  /**
   * Builds it.
   *
   * @param folder receives {@code helm}
   * @param progress where it is told that this takes long
   * @throws Exception if Go is missing, or the build fails
   */
  public static void build(Path folder, Progress progress) throws Exception {
    GoTool.require("helm", ProgramSearch.HELM);
    String module = "helm.sh/helm/v3/cmd/helm@v" + VERSION;
    List<String> argv = List.of(
        "nice",
        "env",
        "CGO_ENABLED=0",
        "GOBIN=" + Files.createDirectories(folder).toAbsolutePath(),
        "go",
        "install",
        "-trimpath",
        "-ldflags=-s -w -X helm.sh/helm/v3/internal/version.version=v" + VERSION,
        module);
    progress.step(
        "building helm " + VERSION + " (about 2 minutes on 2 cores)",
        () -> new HostCommand(argv, folder, TIMEOUT).run());
  }
}
