package io.temper.lab.vm;

import io.temper.lab.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file or folder of the host that the guest finds below {@code /payload}.
 *
 * @param name its name there
 * @param source where it is on the host
 */
public record Payload(String name, Path source) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  /** Checks. */
  public Payload {
    if (!NAME.matcher(name).matches()) {
      throw new LabException(
          "'" + name + "' is no name for a payload: letters, digits, '.', '_', '+' and '-'");
    }
    if (!Files.isReadable(source)) {
      throw new LabException("the payload " + source + " does not exist or cannot be read");
    }
  }

  /**
   * Reads what a user types.
   *
   * @param text a path, or {@code NAME=PATH}
   * @return the payload; without a name it is called as the path ends
   */
  public static Payload parse(String text) {
    int equals = text.indexOf('=');
    if (equals > 0 && NAME.matcher(text.substring(0, equals)).matches()) {
      return new Payload(text.substring(0, equals), Path.of(text.substring(equals + 1)));
    }
    Path path = Path.of(text).toAbsolutePath().normalize();
    return new Payload(String.valueOf(path.getFileName()), path);
  }
}
