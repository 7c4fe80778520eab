package io.temper.json;

import io.temper.lint.fact.Suppressions;
import java.nio.file.Path;

/**
 * What a linter shall not report, as a file that a person writes:
 *
 * <pre>{@code
 * apiVersion = "temper.io/v1"
 * kind = "LintSuppressions"
 *
 * [[suppress]]
 * rule = "irq_on_fence"
 * subject = "critical"
 * reason = "the kernel manages these interrupts"
 * until = "2027-01-31"
 * }</pre>
 *
 * <p>Without a subject all are meant; without {@code until} it counts for ever. A file whose name ends
 * with {@code .json} has the same fields in JSON.
 */
public final class SuppressionsToml {
  private static final String REMEDY = "see docs/linter.md for the format";

  private SuppressionsToml() {}

  /**
   * Reads a file.
   *
   * @param file a suppression document
   * @return the suppressions, in the order of the file; may be none
   * @throws JsonFormatException if the file cannot be read or is something else; it names every fault
   */
  public static Suppressions read(Path file) {
    return new SuppressionsFile(PlacedDocument.read(
            file, "give the name of a suppression file: docs/linter.md", REMEDY))
        .read();
  }

  /**
   * Reads a text: JSON if its name ends with {@code .json}, else TOML.
   *
   * @param source what to call the text in messages, usually a file name
   * @param text a suppression document
   * @return the suppressions, in the order of the text; may be none
   * @throws JsonFormatException if the text is something else; it names every fault
   */
  public static Suppressions read(String source, String text) {
    return new SuppressionsFile(PlacedDocument.parse(source, text, REMEDY)).read();
  }
}
