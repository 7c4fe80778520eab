package io.temper.agent.report.input;

import io.temper.json.ConfigToml;
import io.temper.json.JsonFormatException;
import io.temper.runtime.config.AgentConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
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
    return file == null ? ifThere(ConfigToml.DEFAULT_FILE) : of(file, ConfigToml::read);
  }

  /** Reads the configuration as {@link #of(Path)} does, from a file that need not be there. */
  public static KnownConfig ifThere(Path file) {
    return of(file, ConfigToml::readIfThere);
  }

  /**
   * Says in one line that it is not known where the agent is, why, and what to do. Empty without a doubt.
   *
   * @param does what it does there, such as {@code answers}
   * @param options those that say where that is
   */
  public String unknownPlace(String does, String options) {
    return doubt.isEmpty()
        ? ""
        : "where this host's agent " + does + " is not known: "
            + String.join(" ", doubt.lines().toList()) + "; mend that, or name its " + options;
  }

  static KnownConfig of(Path file, Function<Path, AgentConfig> reader) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // Reading a pipe may wait for ever, and would take what is meant for the agent.
        return new KnownConfig(AgentConfig.STANDARD, file + " is no regular file");
      }
      return new KnownConfig(reader.apply(file), "");
    } catch (JsonFormatException e) {
      return new KnownConfig(AgentConfig.STANDARD, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // A file that does not fit into memory, or what nobody thought of: it must not be in the way
      // either.
      return new KnownConfig(AgentConfig.STANDARD, file + ": reading failed: " + e);
    }
  }
}
