package io.temper.bpf.internal.object;

import io.temper.bpf.ObjectFileException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of an ELF file that the loader reads itself: which sections there are and where global
 * variables lie in theirs. Every offset is checked, so that a truncated or foreign file ends in a
 * sentence instead of a code of libelf's.
 *
 * <pre>
 *  ELF header, 64 bytes            section header, 64 bytes      symbol, 24 bytes
 *    0 magic, class, byte order      0 name   4 type               0 name   6 section
 *   18 machine                      24 offset  32 size             4 binding
 *   40 section headers              40 link (of a symbol table:    8 value  16 size
 *   60 number  62 index of names       its strings)
 * </pre>
 */
public final class ElfObject {
  private static final int EHDR_SIZE = 64;
  private static final int SHDR_SIZE = 64;
  private static final int SYM_SIZE = 24;
  private static final int MAGIC = 0x7f454c46;
  private static final byte CLASS_64 = 2;
  private static final byte LITTLE_ENDIAN = 1;
  private static final int MACHINE_BPF = 247;
  private static final int SHT_SYMTAB = 2;
  private static final int SHT_NOBITS = 8;
  private static final int UNDEFINED = 0;
  private static final int BIND_GLOBAL = 1;

  private final String origin;
  private final ByteBuffer file;
  private final Map<String, Section> sections = new HashMap<>();
  private final Map<String, Symbol> symbols = new HashMap<>();
  private final Set<String> required = new TreeSet<>();

  /**
   * A global variable.
   *
   * @param section the name of its section
   * @param offset where it starts in the section
   * @param size in bytes
   */
  public record Symbol(String section, long offset, long size) {}

  private record Section(String name, int type, long offset, long size, int link) {}

  private ElfObject(String origin, byte[] bytes) {
    this.origin = origin;
    this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the tables of an object file.
   *
   * @param origin where the bytes come from, for messages
   * @param bytes the whole file
   * @throws ObjectFileException if it is no BPF object or is cut off
   */
  public static ElfObject parse(String origin, byte[] bytes) {
    var elf = new ElfObject(origin, bytes);
    try {
      elf.readHeader();
      elf.readTables();
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw elf.broken("it is cut off or damaged");
    }
    return elf;
  }

  /** Returns a global variable. */
  public Optional<Symbol> symbol(String name) {
    return Optional.ofNullable(symbols.get(name));
  }

  /** Returns the names of the kernel functions without which the object does not load. */
  public Set<String> requiredSymbols() {
    return Collections.unmodifiableSet(required);
  }

  /** Returns the initial bytes of a global variable in native order. */
  public ByteBuffer initialValue(Symbol symbol) {
    var section = sections.get(symbol.section());
    if (section == null || section.type == SHT_NOBITS) {
      throw broken("section " + symbol.section() + " has no bytes");
    }
    return slice(section.offset + symbol.offset(), symbol.size());
  }

  /** Returns the bytes of a section, little endian. */
  public Optional<ByteBuffer> section(String name) {
    return Optional.ofNullable(sections.get(name)).map(s -> slice(s.offset, s.size));
  }

  private void readHeader() {
    if (file.capacity() < EHDR_SIZE || file.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC) {
      throw broken("it is no ELF file, or shorter than its header");
    }
    file.order(ByteOrder.LITTLE_ENDIAN);
    if (file.get(4) != CLASS_64
        || file.get(5) != LITTLE_ENDIAN
        || file.getShort(18) != MACHINE_BPF) {
      throw broken("it is no 64-bit little-endian BPF object");
    }
  }

  private void readTables() {
    long table = file.getLong(40);
    int count = Short.toUnsignedInt(file.getShort(60));
    int nameIndex = Short.toUnsignedInt(file.getShort(62));
    var ordered = new Section[count];
    long names = header(table, nameIndex).getLong(24);
    for (int i = 0; i < count; i++) {
      var h = header(table, i);
      var name = text(names + Integer.toUnsignedLong(h.getInt(0)));
      ordered[i] = new Section(name, h.getInt(4), h.getLong(24), h.getLong(32), h.getInt(40));
      requireInside(ordered[i]);
      sections.put(name, ordered[i]);
    }
    for (var section : ordered) {
      if (section.type == SHT_SYMTAB) {
        readSymbols(section, ordered);
      }
    }
  }

  private void readSymbols(Section table, Section[] ordered) {
    long names = ordered[table.link].offset;
    for (long at = 0; at + SYM_SIZE <= table.size; at += SYM_SIZE) {
      var symbol = slice(table.offset + at, SYM_SIZE);
      int section = Short.toUnsignedInt(symbol.getShort(6));
      var name = text(names + Integer.toUnsignedLong(symbol.getInt(0)));
      boolean strong = symbol.get(4) >>> 4 == BIND_GLOBAL;
      if (section == UNDEFINED && strong && !name.isEmpty()) {
        required.add(name);
      } else if (section != UNDEFINED && section < ordered.length && !name.isEmpty()) {
        symbols.put(name, new Symbol(ordered[section].name, symbol.getLong(8), symbol.getLong(16)));
      }
    }
  }

  private void requireInside(Section section) {
    boolean inside = section.offset >= 0 && section.size >= 0;
    inside &= section.offset <= file.capacity() - section.size;
    if (section.type != SHT_NOBITS && !inside) {
      throw broken("section " + section.name + " ends behind the end of the file");
    }
  }

  private ByteBuffer header(long table, int index) {
    return slice(table + (long) index * SHDR_SIZE, SHDR_SIZE);
  }

  private ByteBuffer slice(long offset, long size) {
    if (offset < 0 || size < 0 || offset > file.capacity() - size) {
      throw new IndexOutOfBoundsException("bytes " + offset + " to " + (offset + size));
    }
    return file.slice((int) offset, (int) size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String text(long offset) {
    int start = toIndex(offset);
    int end = start;
    while (file.get(end) != 0) {
      end++;
    }
    return new String(file.array(), start, end - start, StandardCharsets.UTF_8);
  }

  private static int toIndex(long offset) {
    if (offset < 0 || offset > Integer.MAX_VALUE) {
      throw new IndexOutOfBoundsException("byte " + offset);
    }
    return (int) offset;
  }

  private ObjectFileException broken(String what) {
    return new ObjectFileException(origin, file.capacity(), what);
  }
}
