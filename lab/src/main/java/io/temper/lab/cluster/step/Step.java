package io.temper.lab.cluster.step;

import java.util.Set;

/** Something that an operator does, or that happens to a cluster, and what is to be seen then. */
interface Step {
  /** Returns the word by which it is chosen on the command line. */
  String name();

  /** Returns what it is, in a few words. */
  String title();

  /**
   * Returns how often the scheduler is to be attached anew in the course of it. An attachment beyond these is a
   * window on the stock scheduler that nobody asked for.
   */
  int attachments(StepForm form);

  /** Returns whether it begins with an agent that enforces. */
  default boolean beginsEnforcing() {
    return true;
  }

  /** Returns the blocks of the page that it types, each of them whole. */
  default Set<PageBlock> types() {
    return Set.of();
  }

  /**
   * Does it and looks.
   *
   * @param scene the cluster as the steps before left it
   * @return what was seen, with figures
   * @throws StepFailure if something else was seen than promised
   */
  String run(Scene scene);
}
