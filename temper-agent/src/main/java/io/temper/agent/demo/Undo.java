package io.temper.agent.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Steps back to the machine as it was, last first. One that fails does not keep the others from being
 * taken: a pod that cannot be frozen must not leave the scheduler attached. For one thread.
 */
final class Undo implements Stage.Setting {
  private final Deque<Runnable> steps = new ArrayDeque<>();

  /** Remembers a step back. */
  void push(Runnable step) {
    steps.push(step);
  }

  /** Takes all steps, then throws the first failure with the others suppressed in it. */
  @Override
  public void close() {
    @Nullable RuntimeException failure = null;
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Takes all steps because of {@code cause}, which carries what fails meanwhile. */
  void closeAfter(RuntimeException cause) {
    try {
      close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
