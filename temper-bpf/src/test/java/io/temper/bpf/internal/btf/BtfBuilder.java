package io.temper.bpf.internal.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes BTF of a few types, for tests. Types are numbered from 1 in the order they are added. */
public final class BtfBuilder {
  private static final int STRUCT = 4;
  private static final int ENUM = 6;
  private static final int FUNC = 12;
  private static final int FUNC_PROTO = 13;
  private static final int ENUM64 = 19;

  private final ByteBuffer types = ByteBuffer.allocate(16 * 1024).order(ByteOrder.nativeOrder());
  private final ByteBuffer strings = ByteBuffer.allocate(16 * 1024);
  private int count;

  /** Starts with the empty string alone. */
  public BtfBuilder() {
    strings.put((byte) 0);
  }

  /** Returns the BTF of a kernel that has all that the scheduler needs. */
  public static BtfBuilder ofGoodKernel(Iterable<String> functions) {
    var btf = new BtfBuilder();
    btf.struct("sched_ext_ops", "select_cpu", "enqueue", "dispatch", "name");
    functions.forEach(name -> btf.function(name, "p", "dsq_id"));
    return btf.enum64("scx_dsq_id_flags", Map.of("SCX_DSQ_LOCAL", 0x8000000000000002L))
        .enum64(
            "scx_ops_flags",
            Map.of(
                "SCX_OPS_ENQ_LAST", 2L,
                "SCX_OPS_ENQ_EXITING", 4L,
                "SCX_OPS_ENQ_MIGRATION_DISABLED", 16L));
  }

  /** Adds a struct of members of no type. */
  public BtfBuilder struct(String name, String... members) {
    type(name, STRUCT, members.length, 8 * members.length);
    for (var member : members) {
      types.putInt(string(member)).putInt(0).putInt(0);
    }
    return this;
  }

  /**
   * Adds a struct of members of no type at these offsets.
   *
   * @param bits the offset of each member, with the size of a bit field above bit 23
   */
  public BtfBuilder struct(String name, int size, boolean hasBitFields, Map<String, Integer> bits) {
    type(name, STRUCT | (hasBitFields ? 1 << 7 : 0), bits.size(), size);
    bits.forEach((member, at) -> types.putInt(string(member)).putInt(0).putInt(at));
    return this;
  }

  /** Adds a prototype and a function of it. */
  public BtfBuilder function(String name, String... parameters) {
    type("", FUNC_PROTO, parameters.length, 0);
    for (var parameter : parameters) {
      types.putInt(string(parameter)).putInt(0);
    }
    type(name, FUNC, 0, count);
    return this;
  }

  /** Adds an enumeration of 32-bit values. */
  public BtfBuilder enum32(String name, Map<String, Long> values) {
    type(name, ENUM, values.size(), 4);
    values.forEach((key, value) -> types.putInt(string(key)).putInt((int) (long) value));
    return this;
  }

  /** Adds an enumeration of 64-bit values. */
  public BtfBuilder enum64(String name, Map<String, Long> values) {
    type(name, ENUM64, values.size(), 8);
    values.forEach((key, value) ->
        types.putInt(string(key)).putInt((int) (long) value).putInt((int) (value >>> 32)));
    return this;
  }

  /** Adds a type of a kind that is not known. */
  public BtfBuilder unknownKind() {
    type("", 25, 0, 0);
    return this;
  }

  /** Returns the bytes. */
  public byte[] build() {
    var out = ByteBuffer.allocate(24 + types.position() + strings.position())
        .order(ByteOrder.nativeOrder());
    out.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
    out.putInt(0).putInt(types.position()).putInt(types.position()).putInt(strings.position());
    out.put(types.array(), 0, types.position()).put(strings.array(), 0, strings.position());
    return out.array();
  }

  private void type(String name, int kind, int entries, int sizeOrType) {
    count++;
    types.putInt(string(name)).putInt(kind << 24 | entries).putInt(sizeOrType);
  }

  private int string(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    int at = strings.position();
    strings.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    return at;
  }
}
