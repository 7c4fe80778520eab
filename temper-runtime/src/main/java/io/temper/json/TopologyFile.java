package io.temper.json;

import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/**
 * Reads one topology document, token by token at the top so that each CPU keeps its place in the
 * file for messages.
 */
final class TopologyFile {
  private static final String REMEDY =
      "see docs/topology.md for the format, or give a short form such as 4c8t";

  /** A CPU is followed by the next one, which to the library looks like a second document. */
  private static final ObjectReader CPU = JsonCodec.MAPPER
      .readerFor(CpuDto.class)
      .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String source;
  private final List<PlacedCpu> cpus = new ArrayList<>();
  private @Nullable String apiVersion;
  private @Nullable String kind;
  private @Nullable String shape;
  private CpuSet offline = CpuSet.empty();
  private @Nullable TokenStreamLocation place;
  private boolean hasCpus;

  /** A CPU as it is written, and where. */
  private record PlacedCpu(CpuDto dto, TokenStreamLocation place) {}

  TopologyFile(String source) {
    this.source = source;
  }

  NodeTopology read(String json) {
    try (JsonParser parser = JsonCodec.MAPPER.createParser(json)) {
      JsonToken first = parser.nextToken();
      place = parser.currentTokenLocation();
      require(first, JsonToken.START_OBJECT, "a JSON object");
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        readField(parser, parser.currentName());
      }
      require(parser.nextToken(), null, "the end of the text");
    } catch (JacksonException e) {
      throw JsonCodec.malformed(source, e, place, REMEDY);
    }
    JsonCodec.requireFrame(
        source, String.valueOf(apiVersion), String.valueOf(kind), TopologyJson.KIND);
    return topology();
  }

  private void readField(JsonParser parser, String name) {
    parser.nextToken();
    place = parser.currentTokenLocation();
    switch (name) {
      case "apiVersion" -> apiVersion = text(parser);
      case "kind" -> kind = text(parser);
      case "shape" -> shape = text(parser);
      case "offline" -> offline = cpuSet("offline", text(parser));
      case "cpus" -> readCpus(parser);
      default ->
        throw malformed(
            "there is no field '" + name + "'",
            "use apiVersion, kind, and either shape or cpus and offline");
    }
  }

  private void readCpus(JsonParser parser) {
    require(parser.currentToken(), JsonToken.START_ARRAY, "cpus as a list");
    hasCpus = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      place = parser.currentTokenLocation();
      require(parser.currentToken(), JsonToken.START_OBJECT, "a CPU as an object");
      cpus.add(new PlacedCpu(CPU.readValue(parser), place));
    }
  }

  private String text(JsonParser parser) {
    require(parser.currentToken(), JsonToken.VALUE_STRING, "text in quotes");
    return parser.getString();
  }

  private NodeTopology topology() {
    if (hasCpus == (shape != null)) {
      place = null;
      throw malformed(
          hasCpus ? "both shape and cpus are given" : "neither shape nor cpus is given",
          "give one of the two");
    }
    try {
      return shape != null ? NodeTopology.parse(shape) : NodeTopology.of(described(), offline);
    } catch (IllegalArgumentException e) {
      throw new JsonFormatException(source, place, String.valueOf(e.getMessage()), REMEDY, e);
    }
  }

  private List<Cpu> described() {
    List<Cpu> described = new ArrayList<>(cpus.size());
    for (PlacedCpu cpu : cpus) {
      place = cpu.place();
      described.add(described(cpu.dto()));
    }
    // What CPUs contradict in each other has no single place.
    place = null;
    return described;
  }

  private Cpu described(CpuDto dto) {
    Integer id = dto.id();
    if (id == null) {
      throw malformed("a CPU has no id", "give each CPU its number");
    }
    int socket = socketOf(dto);
    return new Cpu(
        id,
        dto.siblings() == null ? CpuSet.of(id) : cpuSet("siblings", dto.siblings()),
        dto.cache() == null ? ofSocket(socket) : cpuSet("cache", dto.cache()),
        Objects.requireNonNullElse(dto.numaNode(), 0),
        socket,
        Objects.requireNonNullElse(dto.capacity(), Cpu.FULL_CAPACITY));
  }

  private CpuSet ofSocket(int socket) {
    return CpuSet.of(cpus.stream()
        .filter(cpu -> socketOf(cpu.dto()) == socket)
        .mapToInt(cpu -> Objects.requireNonNullElse(cpu.dto().id(), 0))
        .toArray());
  }

  private static int socketOf(CpuDto dto) {
    return Objects.requireNonNullElse(dto.socket(), 0);
  }

  private CpuSet cpuSet(String field, String list) {
    try {
      return CpuSet.parse(list);
    } catch (IllegalArgumentException e) {
      throw malformed(field + " is " + e.getMessage(), "write CPUs as the kernel does: 0-3,8");
    }
  }

  private void require(@Nullable JsonToken found, @Nullable JsonToken expected, String described) {
    if (found != expected) {
      throw malformed("expected " + described, REMEDY);
    }
  }

  private JsonFormatException malformed(String problem, String remedy) {
    return new JsonFormatException(source, place, problem, remedy, null);
  }
}
