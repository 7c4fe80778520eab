package io.temper.json;

import io.temper.TemperException;
import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;

/**
 * A text is not the JSON or TOML document that was asked for. Nothing of it is used. Some documents
 * are read to their end, and then every fault has a line of the message.
 */
public final class JsonFormatException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** The name of the text. */
  private final String source;

  /** From 1; 0 if unknown. */
  private final int line;

  /** From 1; 0 if unknown. */
  private final int column;

  JsonFormatException(
      String source,
      @Nullable TokenStreamLocation place,
      String problem,
      String remedy,
      @Nullable Throwable cause) {
    this(source, List.of(new Fault(place, problem, remedy)), cause);
  }

  /**
   * Reports several faults; line and column are those of the first.
   *
   * @param faults at least one
   */
  JsonFormatException(String source, List<Fault> faults) {
    this(source, faults, null);
  }

  private JsonFormatException(String source, List<Fault> faults, @Nullable Throwable cause) {
    super(
        faults.stream().map(fault -> fault.sentence(source)).collect(Collectors.joining("\n")),
        cause);
    TokenStreamLocation place = faults.get(0).place();
    this.source = source;
    this.line = place == null ? 0 : Math.max(0, place.getLineNr());
    this.column = place == null ? 0 : Math.max(0, place.getColumnNr());
  }

  /** Says that a file could not be read at all. */
  static JsonFormatException unreadable(Path file, ReadProblem problem, IOException cause) {
    return new JsonFormatException(file.toString(), null, problem.text(), problem.remedy(), cause);
  }

  /**
   * Returns the name of the text.
   *
   * @return usually a file name
   */
  public String source() {
    return source;
  }

  /**
   * Returns the line of the fault.
   *
   * @return from 1; 0 if the fault has no single place
   */
  public int line() {
    return line;
  }

  /**
   * Returns the column of the fault.
   *
   * @return from 1; 0 if the fault has no single place
   */
  public int column() {
    return column;
  }
}
