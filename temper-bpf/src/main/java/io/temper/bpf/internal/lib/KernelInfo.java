package io.temper.bpf.internal.lib;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;

/**
 * What the kernel says of its maps, programs and links: {@code struct bpf_map_info}, {@code
 * bpf_prog_info} and {@code bpf_link_info} of {@code linux/bpf.h}, which only ever grow at their end.
 */
public final class KernelInfo {
  /** {@code BPF_LINK_TYPE_STRUCT_OPS}. */
  static final int LINK_OF_STRUCT_OPS = 9;

  /** {@code BPF_PROG_TYPE_STRUCT_OPS}. */
  static final int PROGRAM_OF_STRUCT_OPS = 27;

  private static final int NAME_LENGTH = 16;

  private KernelInfo() {}

  /**
   * A map.
   *
   * @param id the kernel's number of it
   * @param name as far as it fits
   * @param valueSize in bytes
   * @param maxEntries number of elements that it has room for
   * @param btfId the number of the type information that it was loaded with
   */
  public record MapInfo(int id, String name, int valueSize, int maxEntries, int btfId) {
    static final int SIZE = 80;

    // type 0, id 4, key_size 8, value_size 12, max_entries 16, map_flags 20, name 24, ifindex 40,
    // btf_vmlinux_value_type_id 44, netns_dev 48, netns_ino 56, btf_id 64.
    static MapInfo of(Memory info) {
      return new MapInfo(
          info.getInt(4), nameAt(info, 24), info.getInt(12), info.getInt(16), info.getInt(64));
    }
  }

  /**
   * A program.
   *
   * @param isStructOps whether it is a callback of a struct_ops map
   * @param mapCount how many maps it uses
   * @param btfId the number of the type information that it was loaded with
   */
  public record ProgramInfo(boolean isStructOps, int mapCount, int btfId) {
    static final int SIZE = 136;

    // type 0, id 4, tag 8, sizes 16 to 39, load_time 40, created_by_uid 48, nr_map_ids 52,
    // map_ids 56, name 64, ifindex 80, bits 84, netns 88 to 103, jited 104 to 127, btf_id 128.
    static final int MAP_COUNT_AT = 52;

    static final int MAP_IDS_AT = 56;

    static ProgramInfo of(Memory info) {
      return new ProgramInfo(
          info.getInt(0) == PROGRAM_OF_STRUCT_OPS, info.getInt(MAP_COUNT_AT), info.getInt(128));
    }
  }

  /**
   * Type information. The kernel copies as much of it as there is room for, and says how much there is.
   */
  static final class BtfInfo {
    static final int SIZE = 32;

    // btf 0, btf_size 8, id 12, name 16, name_len 24, kernel_btf 28.
    static final int BYTES_AT = 0;

    static final int BYTES_SIZE_AT = 8;

    private BtfInfo() {}
  }

  /**
   * A link.
   *
   * @param isStructOps whether it keeps a struct_ops map registered
   * @param mapId the number of that map
   */
  public record LinkInfo(boolean isStructOps, int mapId) {
    static final int SIZE = 64;

    // type 0, id 4, prog_id 8, then what depends on the type, from 16.
    static LinkInfo of(Memory info) {
      return new LinkInfo(info.getInt(0) == LINK_OF_STRUCT_OPS, info.getInt(16));
    }
  }

  private static String nameAt(Memory info, int offset) {
    var bytes = info.getByteArray(offset, NAME_LENGTH);
    int length = 0;
    while (length < NAME_LENGTH && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
