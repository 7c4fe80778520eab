package io.temper.lab.host;

import io.temper.lab.LabException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that the lab's jar carries: package lists and the scripts of the guest. */
public final class Resources {
  private Resources() {}

  /**
   * Reads a file.
   *
   * @param name its path below {@code io/temper/lab/}
   * @return its bytes
   */
  public static byte[] bytes(String name) {
    try (InputStream in = Resources.class.getResourceAsStream("/io/temper/lab/" + name)) {
      if (in == null) {
        throw new LabException("the lab's jar lacks " + name + ": build it again");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new LabException("cannot read " + name + " from the lab's jar", e);
    }
  }

  /**
   * Reads a list: one item a line, {@code #} starts a comment.
   *
   * @param name the file's path below {@code io/temper/lab/}
   * @return the items in their order
   */
  public static List<String> list(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
