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
  private static final String MARK = "run.txt";

  /**
   * Tells whether the report is whole, and of this run.
   *
   * @param run what tells it from others
   */
  boolean isOf(String run) {
    Path mark = folder.resolve(MARK);
    return Files.exists(mark) && read(mark).equals(run);
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
   * @param run what tells the run that it is of from others
   */
  void mark(String run) {
    try {
      Files.writeString(folder.resolve(MARK), run);
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
