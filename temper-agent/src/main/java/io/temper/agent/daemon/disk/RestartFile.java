package io.temper.agent.daemon.disk;

import io.temper.runtime.restart.Circuit;
import io.temper.runtime.restart.RestartMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  /** Far beyond where the cooldown ceases to grow. */
  private static final int MOST_OPENED = 1000;

  @Override
  public Circuit load() {
    try {
      JsonNode node = MAPPER.readTree(Files.readString(path));
      KnownFormat.require(node);
      List<Instant> faults = new ArrayList<>();
      node.path("faults").forEach(fault -> faults.add(Instant.parse(fault.asString())));
      return new Circuit(
          faults,
          Math.min(MOST_OPENED, Math.max(0, node.path("opened").asInt())),
          node.path("reason").asString(""));
    } catch (NoSuchFileException e) {
      return Circuit.CLOSED;
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} cannot be read, so the next attempt is on trial: {}", path, e.toString());
      return onTrial(e);
    }
  }

  /** Nobody knows whether it failed before: one attempt is allowed, and none after it should that fail. */
  private Circuit onTrial(Exception why) {
    return new Circuit(
        List.of(), 1, "what is known of earlier attempts cannot be read from " + path + ": " + why);
  }

  @Override
  public void save(Circuit circuit) {
    var node = KnownFormat.mark(MAPPER.createObjectNode());
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
