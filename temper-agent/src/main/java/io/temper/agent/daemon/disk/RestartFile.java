package io.temper.agent.daemon.disk;

import io.temper.runtime.restart.Circuit;
import io.temper.runtime.restart.RestartMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what is known of failed attachments in a file, so that an agent that is started again and again
 * does not attach again and again.
 *
 * @param path where it is
 */
record RestartFile(Path path) implements RestartMemory {
  private static final Logger LOG = LoggerFactory.getLogger(RestartFile.class);
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Raised when a file would be misread by the releases before; files of the first had no number. */
  private static final int FORMAT = 1;

  /** Far beyond where the cooldown ceases to grow. */
  private static final int MOST_OPENED = 1000;

  @Override
  public Circuit load() {
    try {
      JsonNode node = MAPPER.readTree(Files.readString(path));
      int format = node.path("format").asInt(FORMAT);
      if (format != FORMAT) {
        LOG.warn(
            "{} is of format {}, and this release reads format {}, so failures of the past are forgotten",
            path,
            format,
            FORMAT);
        return Circuit.CLOSED;
      }
      List<Instant> faults = new ArrayList<>();
      node.path("faults").forEach(fault -> faults.add(Instant.parse(fault.asString())));
      return new Circuit(
          faults,
          Math.min(MOST_OPENED, Math.max(0, node.path("opened").asInt())),
          node.path("reason").asString(""));
    } catch (NoSuchFileException e) {
      return Circuit.CLOSED;
    } catch (IOException | JacksonException | DateTimeParseException e) {
      LOG.warn("{} cannot be read, so failures of the past are forgotten: {}", path, e.toString());
      return Circuit.CLOSED;
    }
  }

  @Override
  public void save(Circuit circuit) {
    var node = MAPPER.createObjectNode().put("format", FORMAT);
    var faults = node.putArray("faults");
    circuit.faults().forEach(fault -> faults.add(fault.toString()));
    node.put("opened", circuit.opened()).put("reason", circuit.reason());
    try {
      SafeFiles.replace(path, MAPPER.writeValueAsString(node));
    } catch (IOException e) {
      LOG.warn("{} cannot be written; the next agent will not know: {}", path, e.toString());
    }
  }
}
