package io.temper.nomad;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is of the tasks of an allocation. Nomad's client runs those with a {@code lifecycle} one after the
 * other: what is to run first ({@code prestart}) must end before all that is not so begins, unless it is to run
 * beside it ({@code sidecar}), and what is to run last ({@code poststop}) begins when all others have ended.
 * They never run all at once, so only those whose turn it is count.
 */
final class TaskTurns {
  private static final String PRESTART = "prestart";
  private static final String POSTSTOP = "poststop";
  private static final String RUNNING = "running";
  private static final String DEAD = "dead";

  private final Map<String, AllocationDto.@Nullable TaskState> states;
  private final boolean startsFirst;

  /**
   * Looks at the tasks of an allocation.
   *
   * @param group all of them
   * @param states how far each is; missing of one that nothing is known of yet
   */
  TaskTurns(
      AllocationDto.Group group, @Nullable Map<String, AllocationDto.@Nullable TaskState> states) {
    this.states = states == null ? Map.of() : states;
    this.startsFirst = group.tasks() != null
        && group.tasks().stream().anyMatch(task -> task != null && isFirst(task) && !isDead(task));
  }

  /** Tells whether a task runs, or is the next to. */
  boolean has(AllocationDto.Task task) {
    if (isDead(task)) {
      return false;
    }
    return isRunning(task) || !waits(task);
  }

  private boolean waits(AllocationDto.Task task) {
    String hook = hookOf(task);
    return hook.equals(POSTSTOP) || (startsFirst && !hook.equals(PRESTART));
  }

  /** One that must end before others begin. */
  private static boolean isFirst(AllocationDto.Task task) {
    return hookOf(task).equals(PRESTART) && !isSidecar(task);
  }

  private static boolean isSidecar(AllocationDto.Task task) {
    AllocationDto.Lifecycle lifecycle = task.lifecycle();
    return lifecycle != null && Boolean.TRUE.equals(lifecycle.sidecar());
  }

  private static String hookOf(AllocationDto.Task task) {
    AllocationDto.Lifecycle lifecycle = task.lifecycle();
    return lifecycle == null ? "" : AllocationMapper.text(lifecycle.hook());
  }

  private boolean isDead(AllocationDto.Task task) {
    return DEAD.equals(stateOf(task));
  }

  private boolean isRunning(AllocationDto.Task task) {
    return RUNNING.equals(stateOf(task));
  }

  private String stateOf(AllocationDto.Task task) {
    AllocationDto.TaskState state = states.get(AllocationMapper.text(task.name()));
    return state == null ? "" : AllocationMapper.text(state.state());
  }
}
