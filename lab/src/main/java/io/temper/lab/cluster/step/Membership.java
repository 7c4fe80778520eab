package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Invocation;
import io.temper.lab.cluster.NodeShell;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which control group is in which layer, as the scheduler in the kernel has it: read from its maps with the kernel's
 * own tool, past the agent.
 */
final class Membership {
  /** As the agent names each map that it makes for members. */
  private static final String NAME = "temper_members";

  /** {@code struct t_member}: the inode once more, the number of the layer, padding. */
  private static final int KEY_BYTES = 8;

  private static final int VALUE_BYTES = 16;
  private static final int LAYER_BYTES = 4;
  private static final int HEXADECIMAL = 16;
  private static final int BITS = 8;
  private static final int LOOKS = 5;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Membership() {}

  /**
   * Returns the number of the layer of each member, by the inode of its control group; empty while no scheduler is
   * attached. Two maps take turns: the one that is not in force keeps what was true before, until the next change of
   * shape replaces it. Only the one in force is read.
   */
  static Map<Long, Integer> read(NodeShell shell) {
    for (int i = 1; ; i++) {
      OptionalInt id = live(shell.run("bpftool map list -j").text());
      if (id.isEmpty()) {
        return Map.of();
      }
      Invocation dump = shell.run("bpftool map dump id " + id.getAsInt() + " -j");
      // It may be replaced between the two questions.
      if (dump.succeeded() || i == LOOKS) {
        return parse(dump.text());
      }
    }
  }

  /**
   * Returns the number of the map in force: the one made last, since each change of shape makes a new one, and the
   * kernel's numbers only grow.
   *
   * @param list what {@code bpftool map list -j} prints
   * @return empty if there is none
   */
  static OptionalInt live(String list) {
    int newest = -1;
    for (JsonNode map : JSON.readTree(list)) {
      if (isMembership(map)) {
        newest = Math.max(newest, map.path("id").asInt());
      }
    }
    return newest < 0 ? OptionalInt.empty() : OptionalInt.of(newest);
  }

  private static boolean isMembership(JsonNode map) {
    return map.path("name").asString("").equals(NAME)
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
