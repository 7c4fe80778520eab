package io.temper.bpf.internal.lib;

import com.sun.jna.Memory;

/**
 * What {@code bpf_map_create} needs to know of a map.
 *
 * @param name at most 15 characters
 * @param type a {@code BPF_MAP_TYPE_} number
 * @param keySize in bytes
 * @param valueSize in bytes
 * @param maxEntries number of elements
 * @param flags {@code BPF_F_} bits
 */
public record MapSpec(
    String name, int type, int keySize, int valueSize, int maxEntries, int flags) {
  private static final int MAX_NAME = 15;

  // struct bpf_map_create_opts: size_t sz at 0, map_flags at 28; the whole has 48 bytes in 1.5.
  private static final int OPTS_SIZE = 48;
  private static final int OPTS_MAP_FLAGS = 28;

  public MapSpec {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "a map's name has 1 to " + MAX_NAME + " characters: '" + name + "'");
    }
  }

  /** Returns the options struct; the caller closes it. */
  Memory options() {
    var options = BpfCalls.zeroed(OPTS_SIZE);
    options.setLong(0, OPTS_SIZE);
    options.setInt(OPTS_MAP_FLAGS, flags);
    return options;
  }
}
