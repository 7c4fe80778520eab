package io.temper.bpf.internal.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Type information in BTF, version 1, as far as the loader asks: structs and their members,
 * functions and their parameters, enumerators. Every offset is checked and each type is read once,
 * front to back, so malformed input ends in a {@link BtfFormatException} and never in a loop.
 *
 * <pre>
 *  header (24 bytes)                         type (12 bytes, then the data of its kind)
 *    0 magic eB9F   2 version   3 flags        0 name   (offset in the strings)
 *    4 header length                           4 info   bits 0-15 entries, 24-28 kind, 31 flag
 *    8 types: offset  12 length                8 size or type
 *   16 strings: offset  20 length
 *
 *  struct member: 0 name, 4 type, 8 bit offset        parameter: 0 name, 4 type
 *  enumerator:    0 name, 4 value                     64-bit: 0 name, 4 low, 8 high
 * </pre>
 */
public final class Btf {
  private static final int MAGIC = 0xeb9f;
  private static final int HEADER = 24;
  private static final int TYPE = 12;
  private static final int MEMBER = 12;

  private final ByteBuffer strings;
  private final ByteBuffer types;
  private final int[] offsets;

  /**
   * An enumeration.
   *
   * @param name its name; empty if it has none
   * @param wide whether its values have 64 bits in this BTF
   * @param values enumerators by name; without {@code wide} the lower 32 bits, zero-extended
   */
  public record Enumeration(String name, boolean wide, Map<String, Long> values) {}

  /**
   * Where the members of a struct lie.
   *
   * @param size of the struct in bytes
   * @param offsets in bytes, by the name of the member; bit fields and members without a name are left out
   */
  public record StructLayout(int size, Map<String, Integer> offsets) {
    /** Copies the map. */
    public StructLayout {
      offsets = Map.copyOf(offsets);
    }

    /** Returns where a member lies that is there. */
    public int offset(String member) {
      return Objects.requireNonNull(offsets.get(member), member);
    }
  }

  private Btf(ByteBuffer strings, ByteBuffer types, int[] offsets) {
    this.strings = strings;
    this.types = types;
    this.offsets = offsets;
  }

  /**
   * Reads BTF.
   *
   * @param bytes a whole BTF blob in this machine's byte order
   * @throws BtfFormatException if it is malformed, of another byte order or of another version
   */
  public static Btf parse(ByteBuffer bytes) {
    var all = bytes.slice().order(ByteOrder.nativeOrder());
    if (all.capacity() < HEADER || Short.toUnsignedInt(all.getShort(0)) != MAGIC) {
      throw new BtfFormatException(
          "no BTF of this machine's byte order: " + all.capacity() + " bytes");
    }
    if (all.get(2) != 1) {
      throw new BtfFormatException("version " + all.get(2) + " is unknown");
    }
    long header = Integer.toUnsignedLong(all.getInt(4));
    var types = part(all, header, all.getInt(8), all.getInt(12), "types");
    var strings = part(all, header, all.getInt(16), all.getInt(20), "strings");
    return new Btf(strings, types, index(types));
  }

  private static ByteBuffer part(ByteBuffer all, long header, int at, int length, String what) {
    long start = header + Integer.toUnsignedLong(at);
    long size = Integer.toUnsignedLong(length);
    if (start + size > all.capacity()) {
      throw new BtfFormatException(
          what + " end at byte " + (start + size) + " of " + all.capacity() + ": cut off");
    }
    return all.slice((int) start, (int) size).order(ByteOrder.nativeOrder());
  }

  /** Returns where each type starts; type 0 is void and has no bytes. */
  private static int[] index(ByteBuffer types) {
    var starts = new int[types.capacity() / TYPE + 1];
    int count = 1;
    int at = 0;
    while (at < types.capacity()) {
      if (at > types.capacity() - TYPE) {
        throw new BtfFormatException("type " + count + " is cut off");
      }
      int info = types.getInt(at + 4);
      starts[count] = at;
      at += TYPE + kindOf(info, count).extraBytes(entriesOf(info));
      count++;
    }
    if (at > types.capacity()) {
      throw new BtfFormatException("type " + (count - 1) + " is cut off");
    }
    return Arrays.copyOf(starts, count);
  }

  /** Returns the number of types, void included. */
  public int typeCount() {
    return offsets.length;
  }

  /** Returns the names of the members of a struct, in order; empty if there is no such struct. */
  public Optional<List<String>> structMembers(String name) {
    for (int id = 1; id < offsets.length; id++) {
      if (kind(id) == BtfKind.STRUCT && hasName(id, name)) {
        return Optional.of(entryNames(id, MEMBER));
      }
    }
    return Optional.empty();
  }

  /** Returns where the members of a struct lie; empty if there is no such struct. */
  public Optional<StructLayout> layoutOf(String struct) {
    for (int id = 1; id < offsets.length; id++) {
      if (kind(id) == BtfKind.STRUCT && hasName(id, struct)) {
        return Optional.of(layout(id));
      }
    }
    return Optional.empty();
  }

  /** With bit fields, the upper eight bits of an offset are the size of one. */
  private StructLayout layout(int id) {
    boolean hasBitFields = types.getInt(offsets[id] + 4) < 0;
    var members = new HashMap<String, Integer>();
    for (int i = 0; i < entries(id); i++) {
      int at = offsets[id] + TYPE + i * MEMBER;
      String name = string(types.getInt(at));
      int bits = types.getInt(at + 8);
      boolean isWhole = bits % Byte.SIZE == 0 && !(hasBitFields && bits >>> 24 != 0);
      if (isWhole && !name.isEmpty()) {
        members.put(name, bits / Byte.SIZE);
      }
    }
    return new StructLayout(types.getInt(offsets[id] + 8), members);
  }

  /** Returns the functions whose names start with {@code prefix}, with their parameters' names. */
  public Map<String, List<String>> functions(String prefix) {
    var found = new LinkedHashMap<String, List<String>>();
    var wanted = prefix.getBytes(StandardCharsets.UTF_8);
    for (int id = 1; id < offsets.length; id++) {
      if (kind(id) == BtfKind.FUNC && startsWith(nameOffset(id), wanted)) {
        found.putIfAbsent(string(nameOffset(id)), parameters(id));
      }
    }
    return found;
  }

  /** Returns the enumerations that have an enumerator whose name starts with {@code prefix}. */
  public List<Enumeration> enumerations(String prefix) {
    var found = new ArrayList<Enumeration>();
    var wanted = prefix.getBytes(StandardCharsets.UTF_8);
    for (int id = 1; id < offsets.length; id++) {
      var kind = kind(id);
      boolean wide = kind == BtfKind.ENUM64;
      if ((wide || kind == BtfKind.ENUM) && anyEntryStartsWith(id, wide ? 12 : 8, wanted)) {
        found.add(new Enumeration(string(nameOffset(id)), wide, enumerators(id, wide)));
      }
    }
    return found;
  }

  /** Returns the value of an enumerator; empty if this BTF has none of that name. */
  public OptionalLong enumerator(String name) {
    return enumerations(name).stream()
        .map(Enumeration::values)
        .filter(values -> values.containsKey(name))
        .mapToLong(values -> values.getOrDefault(name, 0L))
        .findFirst();
  }

  private Map<String, Long> enumerators(int id, boolean wide) {
    var values = new LinkedHashMap<String, Long>();
    int at = offsets[id] + TYPE;
    for (int i = 0; i < entries(id); i++) {
      long low = Integer.toUnsignedLong(types.getInt(at + 4));
      long high = wide ? Integer.toUnsignedLong(types.getInt(at + 8)) : 0;
      values.put(string(types.getInt(at)), high << 32 | low);
      at += wide ? 12 : 8;
    }
    return values;
  }

  private List<String> parameters(int function) {
    int proto = types.getInt(offsets[function] + 8);
    if (proto <= 0 || proto >= offsets.length || kind(proto) != BtfKind.FUNC_PROTO) {
      throw new BtfFormatException("function " + function + " has no prototype");
    }
    return entryNames(proto, 8);
  }

  private List<String> entryNames(int id, int entrySize) {
    var names = new ArrayList<String>();
    for (int i = 0; i < entries(id); i++) {
      names.add(string(types.getInt(offsets[id] + TYPE + i * entrySize)));
    }
    return List.copyOf(names);
  }

  private boolean anyEntryStartsWith(int id, int entrySize, byte[] prefix) {
    for (int i = 0; i < entries(id); i++) {
      if (startsWith(types.getInt(offsets[id] + TYPE + i * entrySize), prefix)) {
        return true;
      }
    }
    return false;
  }

  private BtfKind kind(int id) {
    return kindOf(types.getInt(offsets[id] + 4), id);
  }

  private int entries(int id) {
    return entriesOf(types.getInt(offsets[id] + 4));
  }

  private int nameOffset(int id) {
    return types.getInt(offsets[id]);
  }

  private static BtfKind kindOf(int info, int id) {
    return BtfKind.of(info >>> 24 & 0x1f, id);
  }

  private static int entriesOf(int info) {
    return info & 0xffff;
  }

  private boolean hasName(int id, String name) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    int at = nameOffset(id);
    return startsWith(at, bytes) && string(at).equals(name);
  }

  private boolean startsWith(int at, byte[] prefix) {
    requireString(at);
    if (at + prefix.length > strings.capacity()) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (strings.get(at + i) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private String string(int at) {
    requireString(at);
    int end = at;
    while (end < strings.capacity() && strings.get(end) != 0) {
      end++;
    }
    if (end == strings.capacity()) {
      throw new BtfFormatException("the name at byte " + at + " does not end");
    }
    var bytes = new byte[end - at];
    strings.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void requireString(int at) {
    if (at < 0 || at >= strings.capacity()) {
      throw new BtfFormatException(
          "a name at byte " + Integer.toUnsignedString(at) + " of " + strings.capacity());
    }
  }
}
