package io.temper.json;

import io.temper.node.Cpu;
import io.temper.node.NodeTopology;
import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A topology as a JSON document, for machines other than this one. Either the short form of {@link
 * io.temper.node.TopologyShape},
 *
 * <pre>{@code
 * {"apiVersion": "temper.io/v1", "kind": "NodeTopology", "shape": "2s16c32t"}
 * }</pre>
 *
 * <p>or CPU by CPU, where sets are in the kernel's list format:
 *
 * <pre>{@code
 * {"apiVersion": "temper.io/v1", "kind": "NodeTopology",
 *  "cpus": [
 *    {"id": 0, "siblings": "0,2", "cache": "0-3", "numaNode": 0, "socket": 0, "capacity": 1024},
 *    {"id": 1, "siblings": "1,3", "cache": "0-3"},
 *    {"id": 2, "siblings": "0,2", "cache": "0-3"},
 *    {"id": 3, "siblings": "1,3", "cache": "0-3"}],
 *  "offline": "4-5"}
 * }</pre>
 *
 * <p>Only {@code id} must be given. Left out: a core of its own, one cache for all CPUs of the socket,
 * node 0, socket 0, full capacity, nothing offline.
 */
public final class TopologyJson {
  static final String KIND = "NodeTopology";

  private TopologyJson() {}

  /**
   * Reads a file.
   *
   * @param file a topology document
   * @return the topology
   * @throws JsonFormatException if the file cannot be read, is something else, or contradicts itself
   */
  public static NodeTopology read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      var problem =
          ReadProblem.of(file, e, "give the name of a topology file, or a short form such as 4c8t");
      throw JsonFormatException.unreadable(file, problem, e);
    }
  }

  /**
   * Reads a text.
   *
   * @param source what to call the text in messages, usually a file name
   * @param json a topology document
   * @return the topology
   * @throws JsonFormatException if the text is something else, or contradicts itself
   */
  public static NodeTopology read(String source, String json) {
    return new TopologyFile(source).read(json);
  }

  /**
   * Returns the document of a topology, CPU by CPU.
   *
   * @param topology any topology
   * @return indented text with a newline at its end
   */
  public static String write(NodeTopology topology) {
    String offline = topology.offline().isEmpty() ? null : topology.offline().toString();
    return JsonCodec.write(new TopologyDto(
        JsonCodec.API_VERSION,
        KIND,
        topology.cpus().stream().map(TopologyJson::dto).toList(),
        offline));
  }

  private static CpuDto dto(Cpu cpu) {
    return new CpuDto(
        cpu.id(),
        cpu.siblings().toString(),
        cpu.cacheSharers().toString(),
        cpu.numaNode(),
        cpu.socket(),
        cpu.capacity());
  }
}
