// SPDX-License-Identifier: GPL-2.0
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes the contract between the BPF object and its loader as properties, from what the compiler
 * itself recorded: type layouts from BTF, variables from the symbol table.
 *
 * <pre>{@code
 * java AbiProperties.java layout  ABI_TYPES_OBJECT temper_abi.h   # sizeof, offsetof, constants
 * java AbiProperties.java symbols OBJECT                          # section and offset of variables
 * }</pre>
 *
 * A file of its own, run by the Java launcher, because a JDK is the one tool that every build of
 * this project has.
 */
final class AbiProperties {
  private AbiProperties() {}

  public static void main(String[] args) throws IOException {
    if (args.length == 3 && args[0].equals("layout")) {
      Elf elf = Elf.read(Path.of(args[1]));
      Map<String, String> layout = new Layout(Btf.parse(elf.section(".BTF"))).properties();
      requireAllTypes(Files.readString(Path.of(args[2])), layout);
      print(layout);
    } else if (args.length == 2 && args[0].equals("symbols")) {
      print(Elf.read(Path.of(args[1])).variables());
    } else {
      throw new IllegalArgumentException("usage: layout OBJECT HEADER | symbols OBJECT");
    }
  }

  /** A type of the header that BTF lacks was forgotten in abi_types.bpf.c. */
  private static void requireAllTypes(String header, Map<String, String> layout) {
    var declared = Pattern.compile("^struct (t_\\w+) \\{", Pattern.MULTILINE).matcher(header);
    while (declared.find()) {
      if (!layout.containsKey("sizeof." + declared.group(1))) {
        throw new IllegalStateException(
            "struct " + declared.group(1) + " has no variable in abi_types.bpf.c");
      }
    }
    var constant = Pattern.compile("^\\t(T_[A-Z0-9_]+) = ", Pattern.MULTILINE).matcher(header);
    while (constant.find()) {
      if (!layout.containsKey("const." + constant.group(1))) {
        throw new IllegalStateException(
            constant.group(1) + ": its enum has no variable in abi_types.bpf.c");
      }
    }
  }

  private static void print(Map<String, String> properties) {
    properties.forEach((key, value) -> System.out.print(key + "=" + value + "\n"));
  }

  /** The structs and constants named t_* and T_*, and the scheduler's operations. */
  private record Layout(List<Btf.Type> types) {
    Map<String, String> properties() {
      Map<String, String> out = new TreeMap<>();
      for (Btf.Type type : types) {
        if (type.kind() == Btf.STRUCT && type.name().startsWith("t_")) {
          struct(type, type.name(), out);
        } else if (type.kind() == Btf.STRUCT && type.name().equals("sched_ext_ops")) {
          struct(type, "ops", out);
        } else if (type.kind() == Btf.ENUM || type.kind() == Btf.ENUM64) {
          constants(type, out);
        }
      }
      return out;
    }

    private void struct(Btf.Type type, String name, Map<String, String> out) {
      out.put("sizeof." + name, Long.toString(type.size()));
      for (Btf.Member member : type.members()) {
        String field = name + "." + member.name();
        out.put("offsetof." + field, Long.toString(member.value() / 8));
        out.put("member.sizeof." + field, Long.toString(sizeOf(member.type())));
      }
    }

    private static void constants(Btf.Type type, Map<String, String> out) {
      for (Btf.Member member : type.members()) {
        if (member.name().startsWith("T_")) {
          out.put("const." + member.name(), Long.toString(member.value()));
        }
      }
    }

    private long sizeOf(int id) {
      Btf.Type type = types.get(id);
      return switch (type.kind()) {
        case Btf.POINTER -> 8;
        case Btf.ARRAY -> type.size() * sizeOf(type.target());
        case Btf.TYPEDEF, Btf.VOLATILE, Btf.CONST -> sizeOf(type.target());
        default -> type.size();
      };
    }
  }

  /** The kernel's type format, as far as layouts need it. */
  private static final class Btf {
    static final int POINTER = 2;
    static final int ARRAY = 3;
    static final int STRUCT = 4;
    static final int UNION = 5;
    static final int ENUM = 6;
    static final int TYPEDEF = 8;
    static final int VOLATILE = 9;
    static final int CONST = 10;
    static final int FUNC_PROTO = 13;
    static final int ENUM64 = 19;

    /**
     * A struct's member (value = offset in bits) or an enumerator.
     *
     * @param type type number of a member, 0 for an enumerator
     */
    record Member(String name, int type, long value) {}

    /**
     * @param size bytes of a sized type, number of elements of an array
     * @param target type number that a pointer, array, typedef or qualifier refers to
     */
    record Type(int kind, String name, long size, int target, List<Member> members) {}

    private final ByteBuffer data;
    private final int strings;

    private Btf(ByteBuffer data) {
      this.data = data;
      this.strings = data.getInt(4) + data.getInt(16);
    }

    static List<Type> parse(ByteBuffer data) {
      if ((data.getShort(0) & 0xffff) != 0xeb9f) {
        throw new IllegalArgumentException("no BTF: wrong magic number");
      }
      Btf btf = new Btf(data);
      List<Type> types = new ArrayList<>();
      types.add(new Type(0, "void", 0, 0, List.of()));
      int end = data.getInt(4) + data.getInt(8) + data.getInt(12);
      data.position(data.getInt(4) + data.getInt(8));
      while (data.position() < end) {
        types.add(btf.next());
      }
      return types;
    }

    private Type next() {
      String name = string(data.getInt());
      int info = data.getInt();
      int sizeOrType = data.getInt();
      int kind = info >>> 24 & 0x1f;
      int count = info & 0xffff;
      if (kind == ARRAY) {
        int element = data.getInt();
        data.getInt();
        return new Type(kind, name, Integer.toUnsignedLong(data.getInt()), element, List.of());
      }
      List<Member> members = new ArrayList<>();
      for (int i = 0; i < count && hasMembers(kind); i++) {
        members.add(member(kind, info < 0));
      }
      data.position(data.position() + trailing(kind, count));
      return new Type(kind, name, sizeOrType, sizeOrType, members);
    }

    private static boolean hasMembers(int kind) {
      return kind == STRUCT || kind == UNION || kind == ENUM || kind == ENUM64;
    }

    private Member member(int kind, boolean flag) {
      String name = string(data.getInt());
      if (kind == ENUM) {
        return new Member(name, 0, data.getInt());
      }
      if (kind == ENUM64) {
        long low = Integer.toUnsignedLong(data.getInt());
        return new Member(name, 0, low | (long) data.getInt() << 32);
      }
      int type = data.getInt();
      int offset = data.getInt();
      return new Member(name, type, flag ? offset & 0xffffff : offset);
    }

    private static int trailing(int kind, int count) {
      return switch (kind) {
        case 1, 14, 17 -> 4; // INT, VAR, DECL_TAG
        case FUNC_PROTO -> 8 * count;
        case 15 -> 12 * count; // DATASEC
        default -> 0;
      };
    }

    private String string(int offset) {
      return cString(data, strings + offset);
    }
  }

  /** A 64-bit little-endian relocatable object. */
  private record Elf(ByteBuffer data, Map<String, Integer> sections) {
    static Elf read(Path path) throws IOException {
      ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
      if (data.getInt(0) != 0x464c457f || data.get(4) != 2) {
        throw new IllegalArgumentException(path + " is no 64-bit ELF object");
      }
      Map<String, Integer> sections = new TreeMap<>();
      int names = header(data, data.getShort(62));
      for (int i = 0; i < data.getShort(60); i++) {
        int header = header(data, i);
        int name = (int) data.getLong(names + 24) + data.getInt(header);
        sections.put(cString(data, name), i);
      }
      return new Elf(data, sections);
    }

    private static int header(ByteBuffer data, int index) {
      return (int) data.getLong(40) + index * data.getShort(58);
    }

    ByteBuffer section(String name) {
      int header = header(data, sections.get(name));
      return data.slice((int) data.getLong(header + 24), (int) data.getLong(header + 32))
          .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Section, offset and size of what the loader reads or writes. */
    Map<String, String> variables() {
      Map<String, String> out = new TreeMap<>();
      ByteBuffer symbols = section(".symtab");
      ByteBuffer strings = section(".strtab");
      for (int at = 0; at < symbols.limit(); at += 24) {
        String name = cString(strings, symbols.getInt(at));
        if (name.startsWith("temper_") && (symbols.get(at + 4) & 0xf) == 1) {
          String section = sectionName(symbols.getShort(at + 6));
          out.put("symbol." + name + ".section", section);
          out.put("symbol." + name + ".offset", Long.toString(symbols.getLong(at + 8)));
          out.put("symbol." + name + ".size", Long.toString(symbols.getLong(at + 16)));
        }
      }
      return out;
    }

    private String sectionName(int index) {
      return sections.entrySet().stream()
          .filter(entry -> entry.getValue() == index)
          .map(Map.Entry::getKey)
          .findFirst()
          .orElseThrow();
    }
  }

  private static String cString(ByteBuffer data, int offset) {
    int end = offset;
    while (data.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - offset];
    data.get(offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
