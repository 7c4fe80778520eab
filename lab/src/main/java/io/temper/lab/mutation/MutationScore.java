package io.temper.lab.mutation;

import io.temper.lab.LabException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of all faults planted into one package.
 *
 * @param packageName without {@code io.temper}
 * @param mutants those that tests ran with, at least one
 * @param leftOut how many more the JVM refused, so that no test ran with them
 */
public record MutationScore(String packageName, List<Mutant> mutants, int leftOut) {
  private static final int COLUMNS = 7;

  /** Copies the list. */
  public MutationScore {
    mutants = List.copyOf(mutants);
    if (mutants.isEmpty()) {
      throw new IllegalArgumentException("no fault was planted into " + packageName);
    }
  }

  /**
   * Reads PIT's report: a line a fault, of file, class, mutator, method, line, status and the test that
   * noticed it. Those that were not tried are only counted.
   *
   * @param packageNames what faults were planted into, for messages
   * @param csv the report
   * @return the score of each package that a fault was planted into, sorted by name; at least one
   * @throws LabException if a line is no such line, there is none, or no fault of a package was tried
   */
  static List<MutationScore> parse(List<String> packageNames, String csv) {
    Map<String, List<Mutant>> byPackage = csv.lines()
        .map(MutationScore::mutant)
        .collect(Collectors.groupingBy(Mutant::packageName, TreeMap::new, Collectors.toList()));
    if (byPackage.isEmpty()) {
      throw new LabException(
          "no fault was planted into " + String.join(", ", packageNames) + ": is there any class?");
    }
    return byPackage.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static MutationScore of(String packageName, List<Mutant> planted) {
    List<Mutant> tried = planted.stream().filter(Mutant::isTried).toList();
    if (tried.isEmpty()) {
      throw new LabException("no test ran with any of the " + planted.size()
          + " faults that were planted into " + packageName
          + ": the JVM refused them all, so its tests are not judged; see the report of PIT");
    }
    return new MutationScore(packageName, tried, planted.size() - tried.size());
  }

  private static Mutant mutant(String line) {
    String[] cells = line.split(",", COLUMNS);
    try {
      return new Mutant(
          cells[1],
          cells[2].substring(cells[2].lastIndexOf('.') + 1),
          cells[3],
          Integer.parseInt(cells[4]),
          cells[5]);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new LabException(
          "the report of mutation testing has a line of another form: " + line, e);
    }
  }

  /**
   * Returns how many faults were noticed.
   *
   * @return 0 to the number of faults
   */
  public long noticed() {
    return mutants.stream().filter(Mutant::isNoticed).count();
  }

  /**
   * Returns how many of those that were noticed made a test take too long.
   *
   * @return 0 to {@link #noticed()}
   */
  public long hung() {
    return mutants.stream().filter(Mutant::isHung).count();
  }

  /**
   * Returns the part of the faults that was noticed.
   *
   * @return percent, rounded down, so that a target is never reached by rounding
   */
  public int percent() {
    return (int) (100 * noticed() / mutants.size());
  }

  /**
   * Returns the faults that nobody noticed.
   *
   * @return in the order of the report
   */
  public List<Mutant> missed() {
    return mutants.stream().filter(mutant -> !mutant.isNoticed()).toList();
  }
}
