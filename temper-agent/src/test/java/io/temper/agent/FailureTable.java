package io.temper.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code docs/failures.md}: a row a failure, its proofs in the last cell. */
final class FailureTable {

  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final Pattern TEST = Pattern.compile("(?:(\\w+)\\.)?(\\w+)");

  /**
   * A test that a row names.
   *
   * @param type the simple name of its class
   * @param method its name
   */
  record Proof(String type, String method) {
    @Override
    public String toString() {
      return type + "." + method;
    }
  }

  private FailureTable() {}

  /** Returns the proofs of all rows; the head of a table and the line below it are none. */
  static List<Proof> read(Path document) throws IOException {
    return Files.readAllLines(document).stream()
        .filter(line -> line.startsWith("| ") && !line.endsWith("| proof |"))
        .flatMap(line -> proofs(line).stream())
        .toList();
  }

  /** Returns the proofs of a row. A method alone belongs to the class named before it. */
  static List<Proof> proofs(String row) {
    var proofs = new ArrayList<Proof>();
    var type = "";
    Matcher code = CODE.matcher(row.substring(row.lastIndexOf("| ", row.length() - 2)));
    while (code.find()) {
      Matcher test = TEST.matcher(code.group(1));
      if (!test.matches() || (test.group(1) == null && type.isEmpty())) {
        throw refused("'" + code.group(1) + "' in the last cell is no Class.method", row);
      }
      type = test.group(1) == null ? type : test.group(1);
      proofs.add(new Proof(type, test.group(2)));
    }
    if (proofs.isEmpty()) {
      throw refused("the last cell names no test", row);
    }
    return proofs;
  }

  private static IllegalArgumentException refused(String why, String row) {
    return new IllegalArgumentException("docs/failures.md: " + why + ": " + row);
  }
}
