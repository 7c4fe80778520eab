package io.temper.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of an agent that is a process of its own, all in one folder. */
public final class AgentFolder {
  private AgentFolder() {}

  /**
   * Writes the rules and a configuration that names only places in the folder.
   *
   * @param rules of {@code workloads.toml}
   * @param keys further ones of {@code temper.toml}
   * @return the configuration
   */
  public static Path write(Path folder, String rules, String... keys) throws IOException {
    Files.writeString(folder.resolve("workloads.toml"), rules);
    return Files.writeString(
        folder.resolve("temper.toml"), """
        source = "file:%1$s/workloads.toml"
        %2$s
        [safe_mode]
        file = "%1$s/safe-mode"
        [control]
        socket = "%1$s/control.sock"
        [state]
        directory = "%1$s/lib"
        """.formatted(folder, String.join("\n", keys)));
  }
}
