package io.temper.bpf.internal.codec;

import io.temper.bpf.ObjectFileException;
import io.temper.bpf.internal.Checksums;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * The sizes, offsets and constants of {@code temper_abi.h} as the C compiler chose them. The build of
 * the object writes them to {@code abi.properties}; nothing in Java repeats one of them.
 *
 * <pre>
 *  abi.hash=0123456789abcdef
 *  const.T_MAX_LAYERS=64
 *  sizeof.t_cfg=41088
 *  offsetof.t_cfg.layers=128
 * </pre>
 */
public final class Abi {
  /** Where the description lies on the class path. */
  public static final String RESOURCE = "META-INF/temper/bpf/v1/abi.properties";

  private final String origin;
  private final int bytes;
  private final Properties values;

  private Abi(String origin, int bytes, Properties values) {
    this.origin = origin;
    this.bytes = bytes;
    this.values = values;
  }

  /**
   * Reads the description that comes with the object.
   *
   * @throws ObjectFileException if it is not on the class path
   */
  public static Abi ofClassPath() {
    var bytes = Checksums.resource(RESOURCE)
        .orElseThrow(() -> new ObjectFileException(
            RESOURCE, 0, "it is not on the class path; add temper-bpf-native"));
    return parse(RESOURCE, Checksums.text(bytes));
  }

  /** Reads a description; {@code origin} is for messages. */
  public static Abi parse(String origin, String text) {
    var values = new Properties();
    try {
      values.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be read", e);
    }
    return new Abi(origin, text.length(), values);
  }

  /** Returns the hash over the whole contract, as the object carries it. */
  public long hash() {
    var text = text("abi.hash");
    try {
      return Long.parseUnsignedLong(text.startsWith("0x") ? text.substring(2) : text, 16);
    } catch (NumberFormatException e) {
      throw broken("abi.hash is '" + text + "', not 16 hexadecimal digits");
    }
  }

  /** Returns the size of a struct in bytes. */
  public int sizeOf(String struct) {
    return number("sizeof." + struct);
  }

  /** Returns where a member starts in its struct, in bytes. */
  public int offsetOf(String struct, String member) {
    return number("offsetof." + struct + "." + member);
  }

  /** Returns the value of a constant that fits an int. */
  public int constant(String name) {
    return number("const." + name);
  }

  /** Returns the names in a list that is separated by commas. */
  public List<String> names(String key) {
    return List.of(text(key).split("\\s*,\\s*"));
  }

  private int number(String key) {
    var text = text(key);
    try {
      return Long.decode(text).intValue();
    } catch (NumberFormatException e) {
      throw broken(key + " is '" + text + "', not a number");
    }
  }

  private String text(String key) {
    var text = values.getProperty(key);
    if (text == null) {
      throw broken("it lacks " + key);
    }
    return text.strip();
  }

  private ObjectFileException broken(String what) {
    return new ObjectFileException(origin, bytes, what);
  }
}
