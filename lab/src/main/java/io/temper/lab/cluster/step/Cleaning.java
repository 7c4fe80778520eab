package io.temper.lab.cluster.step;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Work that leaves something behind, and its removal, however the work ends. */
final class Cleaning {
  private Cleaning() {}

  /**
   * Works, then cleans up. What fails first is thrown; what fails after it is only added to it, so that no trouble with
   * cleaning up hides why a step failed.
   *
   * @param work what may leave something behind, even if it fails half-way
   * @param cleaners each is run, whatever became of the work and of those before it
   * @return the work's result
   */
  static <T> T after(Supplier<T> work, Runnable... cleaners) {
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      clean(cleaners).forEach(e::addSuppressed);
      throw e;
    }
    List<RuntimeException> failures = clean(cleaners);
    if (!failures.isEmpty()) {
      RuntimeException first = failures.get(0);
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    return result;
  }

  private static List<RuntimeException> clean(Runnable... cleaners) {
    List<RuntimeException> failures = new ArrayList<>();
    for (Runnable cleaner : cleaners) {
      try {
        cleaner.run();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    return failures;
  }
}
