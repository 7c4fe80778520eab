package io.temper.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;

/** Collects what is wrong in one document, so that its author need not mend it fault by fault. */
final class Faults {
  private static final Comparator<Fault> BY_PLACE =
      Comparator.comparingInt(Faults::lineOf).thenComparingInt(Faults::columnOf);

  private final String source;
  private final List<Fault> all = new ArrayList<>();

  Faults(String source) {
    this.source = source;
  }

  void add(@Nullable TokenStreamLocation place, String problem, String remedy) {
    all.add(new Fault(place, problem, remedy));
  }

  int count() {
    return all.size();
  }

  /**
   * Ends the reading if anything was wrong.
   *
   * @throws JsonFormatException with every fault, in the order of their places
   */
  void throwIfAny() {
    if (!all.isEmpty()) {
      throw new JsonFormatException(source, all.stream().sorted(BY_PLACE).toList());
    }
  }

  private static int lineOf(Fault fault) {
    return fault.place() == null ? 0 : fault.place().getLineNr();
  }

  private static int columnOf(Fault fault) {
    return fault.place() == null ? 0 : fault.place().getColumnNr();
  }
}
