package io.temper.agent.daemon.disk;

import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the requests for safe mode that nothing else keeps: those by command, by signal and at the
 * kernel. Without it an agent that is started again would attach against somebody's wish.
 *
 * @param path where they are
 */
record KeptRequests(Path path) {
  /** What is to be written, for the thread that does. */
  static final String NAME = "safe-mode";

  private static final Logger LOG = LoggerFactory.getLogger(KeptRequests.class);
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Set<SafeModeOrigin> KEPT =
      Set.of(SafeModeOrigin.COMMAND, SafeModeOrigin.SIGNAL, SafeModeOrigin.KERNEL);

  /** Returns what was kept. What cannot be read counts as a request: that is the safe answer. */
  List<SafeModeRequest> load(Instant now) {
    try {
      List<SafeModeRequest> kept = new ArrayList<>();
      JsonNode all = MAPPER.readTree(Files.readString(path));
      if (!all.isArray() || all.isEmpty()) {
        // None are kept by removing the file, so this is half of one.
        throw new IllegalStateException("it is no list of requests");
      }
      for (JsonNode node : all) {
        KnownFormat.require(node);
        var source =
            SafeModeOrigin.valueOf(node.path("source").asString().toUpperCase(Locale.ROOT));
        kept.add(new SafeModeRequest(
            source,
            node.path("by").asString(""),
            node.path("reason").asString(""),
            Instant.parse(node.path("since").asString())));
      }
      return kept;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | RuntimeException e) {
      return List.of(new SafeModeRequest(
          SafeModeOrigin.COMMAND,
          "",
          "what was asked for earlier cannot be read from " + path + ": " + e
              + "; remove the file, or 'temper safe-mode off'",
          now));
    }
  }

  /** Keeps those of {@code requests} that nothing else keeps. */
  void save(List<SafeModeRequest> requests) {
    var all = MAPPER.createArrayNode();
    requests.stream().filter(one -> KEPT.contains(one.source())).forEach(one -> KnownFormat.mark(
            all.addObject())
        .put("source", one.source().label())
        .put("by", one.by())
        .put("reason", one.reason())
        .put("since", one.since().toString()));
    try {
      if (all.isEmpty()) {
        Files.deleteIfExists(path);
      } else {
        SafeFiles.replace(path, MAPPER.writeValueAsString(all));
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be written; the next agent will not know: {}", path, e.toString());
    }
  }
}
