package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which control group is in which layer, as the scheduler in the kernel has it: read from its maps with the kernel's
 * own tool, past the agent.
 */
final class Membership {
  /** {@code struct t_member}: the inode once more, the number of the layer, padding. */
  private static final int KEY_BYTES = 8;

  private static final int VALUE_BYTES = 16;
  private static final int LAYER_BYTES = 4;
  private static final int HEXADECIMAL = 16;
  private static final int BITS = 8;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Membership() {}

  /**
   * Returns the number of the layer of each member, by the inode of its control group. Two maps take turns, and the one
   * that is not in force may still hold what was true before.
   */
  static Map<Long, Integer> read(NodeShell shell) {
    Map<Long, Integer> layers = new TreeMap<>();
    for (int id : maps(shell)) {
      layers.putAll(parse(shell.run("bpftool map dump id " + id + " -j").text()));
    }
    return layers;
  }

  /** Returns the numbers of these maps; none while no scheduler is attached. */
  static List<Integer> maps(NodeShell shell) {
    List<Integer> ids = new ArrayList<>();
    for (JsonNode map : JSON.readTree(shell.run("bpftool map list -j").text())) {
      if (isMembership(map)) {
        ids.add(map.path("id").asInt());
      }
    }
    return ids;
  }

  private static boolean isMembership(JsonNode map) {
    return map.path("type").asString().equals("hash")
        && map.path("bytes_key").asInt() == KEY_BYTES
        && map.path("bytes_value").asInt() == VALUE_BYTES;
  }

  /** Reads what {@code bpftool map dump -j} prints: bytes, as the CPU stores them. */
  static Map<Long, Integer> parse(String dump) {
    Map<Long, Integer> layers = new TreeMap<>();
    for (JsonNode element : JSON.readTree(dump)) {
      long inode = littleEndian(element.path("key"), 0, KEY_BYTES);
      layers.put(inode, (int) littleEndian(element.path("value"), KEY_BYTES, LAYER_BYTES));
    }
    return layers;
  }

  private static long littleEndian(JsonNode bytes, int from, int count) {
    long number = 0;
    for (int i = count - 1; i >= 0; i--) {
      String text = bytes.path(from + i).asString().substring("0x".length());
      number = (number << BITS) | Integer.parseInt(text, HEXADECIMAL);
    }
    return number;
  }
}
