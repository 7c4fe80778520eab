package io.temper.agent.report.input;

import io.temper.json.ConfigToml;
import io.temper.json.JsonFormatException;
import io.temper.runtime.config.AgentConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What this host's agent is configured with, as far as that can be known: for commands that must go on
 * whatever is in its file.
 *
 * @param config the standard one if the file cannot be read
 * @param doubt why the agent's may be another; empty if it was read
 */
public record KnownConfig(AgentConfig config, String doubt) {

  /**
   * Reads the configuration. Never throws for what is in the file.
   *
   * @param file what somebody named; null for the usual place, where it need not be
   */
  public static KnownConfig of(@Nullable Path file) {
    return of(file == null ? ConfigToml.DEFAULT_FILE : file, file != null);
  }

  private static KnownConfig of(Path file, boolean isGiven) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Reading a pipe may wait for ever, and would take what is meant for the agent.
      return new KnownConfig(AgentConfig.STANDARD, file + " is no regular file");
    }
    try {
      return new KnownConfig(isGiven ? ConfigToml.read(file) : ConfigToml.readIfThere(file), "");
    } catch (JsonFormatException e) {
      return new KnownConfig(AgentConfig.STANDARD, String.valueOf(e.getMessage()));
    }
  }
}
