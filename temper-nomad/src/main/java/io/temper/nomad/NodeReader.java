package io.temper.nomad;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Reads what Nomad has of a node, and which node the local client is. */
public final class NodeReader {
  private static final String CPU = "cpu.";

  private NodeReader() {}

  record NodeDto(
      @JsonProperty("ID") @Nullable String id,
      @JsonProperty("Name") @Nullable String name,
      @JsonProperty("Attributes") @Nullable Map<String, @Nullable String> attributes,
      @JsonProperty("Meta") @Nullable Map<String, @Nullable String> meta) {}

  record SelfDto(@JsonProperty("stats") @Nullable StatsDto stats) {}

  record StatsDto(@JsonProperty("client") @Nullable ClientDto client) {}

  record ClientDto(@JsonProperty("node_id") @Nullable String nodeId) {}

  /**
   * Reads an answer of {@code /v1/node/:node_id}.
   *
   * @param source names the answer in messages
   * @param json the answer's body; read to its end, and closed
   * @return the node
   * @throws UnreadableAnswerException if it is no node
   */
  public static NodeFacts read(String source, InputStream json) {
    NodeDto node = parse(source, json, NodeDto.class);
    if (node.id() == null) {
      throw new UnreadableAnswerException(source, "it has no ID", null);
    }
    return new NodeFacts(
        node.id(),
        AllocationMapper.text(node.name()),
        kept(node.attributes(), CPU),
        kept(node.meta(), TaskMeta.PREFIX));
  }

  /**
   * Reads an answer of {@code /v1/agent/self}.
   *
   * @param source names the answer in messages
   * @param json the answer's body; read to its end, and closed
   * @return the id of the node; empty text if that agent is no client
   * @throws UnreadableAnswerException if it does not tell of an agent
   */
  public static String readSelf(String source, InputStream json) {
    SelfDto self = parse(source, json, SelfDto.class);
    StatsDto stats = self.stats();
    if (stats == null) {
      throw new UnreadableAnswerException(source, "it has no stats", null);
    }
    ClientDto client = stats.client();
    return client == null ? "" : AllocationMapper.text(client.nodeId());
  }

  private static <T> T parse(String source, InputStream json, Class<T> type) {
    try (JsonParser parser = AnswerJson.parser(json)) {
      T value = AnswerJson.MAPPER.readValue(parser, type);
      if (value == null) {
        throw new UnreadableAnswerException(source, "it is null", null);
      }
      return value;
    } catch (JacksonException e) {
      throw new UnreadableAnswerException(source, AnswerJson.wordsOf(e), e);
    }
  }

  private static Map<String, String> kept(
      @Nullable Map<String, @Nullable String> all, String prefix) {
    Map<String, String> kept = new TreeMap<>();
    if (all != null) {
      all.forEach((key, value) -> {
        if (key.startsWith(prefix) && value != null) {
          kept.put(key, value);
        }
      });
    }
    return kept;
  }
}
