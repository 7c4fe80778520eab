package io.temper.lab.mutation;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PIT's report of one package, and what it is of.
 *
 * @param folder holds both
 */
record KeptReport(Path folder) {
  private static final String REPORT = "mutations.csv";

  /** Written last, so that a report without it is of a run that was ended. */
  private static final String MARK = "classes.sha256";

  /**
   * Tells whether the report is whole, and of these classes.
   *
   * @param tree the digest of the classes and tests
   */
  boolean isOf(String tree) {
    Path mark = folder.resolve(MARK);
    return Files.exists(mark) && read(mark).equals(tree);
  }

  /** Makes the report one of a run that has not ended. */
  void forget() {
    try {
      Files.deleteIfExists(folder.resolve(MARK));
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LabException("cannot clear " + folder + ": " + e, e);
    }
  }

  /**
   * Says that the report is whole.
   *
   * @param tree the digest of the classes and tests that it is of
   */
  void mark(String tree) {
    try {
      Files.writeString(folder.resolve(MARK), tree);
    } catch (IOException e) {
      throw new LabException("cannot write " + folder.resolve(MARK) + ": " + e, e);
    }
  }

  /** Returns the report: a line a fault. */
  String text() {
    return read(folder.resolve(REPORT));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new LabException("mutation testing left no report: cannot read " + file + ": " + e, e);
    }
  }
}
