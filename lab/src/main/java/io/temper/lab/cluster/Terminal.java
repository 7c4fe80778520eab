package io.temper.lab.cluster;

import io.temper.lab.LabException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where somebody who may do everything types commands for a cluster, with kubectl and Helm on the path. A variable
 * that was exported is there in all later commands. For one thread.
 */
public final class Terminal {
  /** After this time a command is ended: longer than any that an operator types waits. */
  public static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Path folder;
  private final Map<String, String> environment;
  private final List<String> exports = new ArrayList<>();

  private Terminal(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Opens one.
   *
   * @param folder in which commands are typed
   * @param programs for which a folder is made at the front of the path
   * @param helm whose cluster and files it is
   * @param variables more of the environment
   */
  static Terminal open(
      Path folder, ClusterPrograms programs, Helm helm, Map<String, String> variables) {
    Path path = helm.home().resolve("path");
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
        Files.createSymbolicLink(path.resolve("kubectl"), programs.program("kubectl"));
        Files.createSymbolicLink(path.resolve("helm"), programs.helm());
      }
    } catch (IOException e) {
      throw new LabException("cannot link kubectl and helm into " + path + ": " + e, e);
    }
    Map<String, String> environment = new HashMap<>(variables);
    environment.putAll(helm.environment());
    environment.put("PATH", path + File.pathSeparator + System.getenv().getOrDefault("PATH", ""));
    return new Terminal(folder, environment);
  }

  /**
   * Types a command.
   *
   * @param command for a POSIX shell
   * @return how it ended
   */
  public Invocation type(String command) {
    List<String> lines = new ArrayList<>(exports);
    lines.add(command);
    Invocation done = Invocation.run(
        List.of("/bin/sh", "-c", String.join("\n", lines)), environment, "", PATIENCE, folder);
    if (done.succeeded() && command.startsWith("export ")) {
      exports.add(command);
    }
    return done;
  }
}
