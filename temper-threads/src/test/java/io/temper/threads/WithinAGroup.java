package io.temper.threads;

import java.util.function.UnaryOperator;

/** Puts work into a group, with nothing of ours in its signature: for callers with other copies of our classes. */
public final class WithinAGroup implements UnaryOperator<Runnable> {
  private final DeclaredGroup group;

  /** Declares the group. */
  public WithinAGroup(String name) {
    this.group = TemperThreads.group(name, Treatment.YIELD);
  }

  @Override
  public Runnable apply(Runnable work) {
    return () -> group.run(work);
  }
}
