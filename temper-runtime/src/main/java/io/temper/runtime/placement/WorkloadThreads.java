package io.temper.runtime.placement;

import io.temper.profile.PlacedGroup;
import io.temper.profile.ThreadProfile;
import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The threads of one workload, and where they were put. For one thread. */
final class WorkloadThreads {
  private final ThreadReader reader;
  private final Map<Integer, PlacedThread> threads = new HashMap<>();
  private @Nullable ThreadProfile profile;

  WorkloadThreads(ThreadReader reader) {
    this.reader = reader;
  }

  Collection<PlacedThread> all() {
    return threads.values();
  }

  /** Returns the threads as they are now; empty before they were placed once. */
  Optional<PlacedWorkload> placed(WorkloadId id) {
    ThreadProfile by = profile;
    return by == null ? Optional.empty() : Optional.of(new PlacedWorkload(id, by.id(), threads));
  }

  /** Returns where the threads should be that were there in the last round. */
  List<ExpectedThread> expected(ProfiledWorkload workload) {
    List<ExpectedThread> all = new ArrayList<>();
    threads.forEach((tid, thread) -> all.add(new ExpectedThread(
        workload.id(),
        workload.cgroup(),
        tid,
        thread.name(),
        workload.expectedLayer(thread.group()))));
    return all;
  }

  /**
   * Places the threads that are there now, and forgets those that are not.
   *
   * @param isDue whether a known thread is looked at again
   * @throws io.temper.TemperException if the kernel refuses to tell; what was placed before stays, unless it
   *     is no layer of the workload any more
   */
  void place(ProfiledWorkload workload, ThreadNotes notes, IntPredicate isDue) {
    releaseOutside(workload, notes);
    List<Integer> now = reader.threadsIn(workload.cgroup());
    if (!workload.profile().equals(profile)) {
      regroup(workload.profile());
    }
    Map<Integer, PlacedThread> gone = new HashMap<>(threads);
    for (int tid : now) {
      PlacedThread before = gone.remove(tid);
      boolean look = before == null || isDue.test(tid);
      PlacedThread thread = look ? looked(tid, before, workload.profile()) : before;
      if (thread == null) {
        threads.remove(tid);
      } else {
        threads.put(tid, put(tid, thread, workload, notes, look));
      }
    }
    gone.keySet().forEach(threads::remove);
    release(gone, notes);
  }

  /** Returns all threads to the layer of their control group. */
  void release(ThreadNotes notes) {
    release(threads, notes);
    threads.clear();
  }

  /** A workload that has lost its tier keeps no thread there, whether or not its threads can be read. */
  private void releaseOutside(ProfiledWorkload workload, ThreadNotes notes) {
    threads.replaceAll((tid, thread) -> {
      if (thread.layer() == null || workload.layers().containsValue(thread.layer())) {
        return thread;
      }
      notes.unassign(tid);
      return thread.in(null);
    });
  }

  private static void release(Map<Integer, PlacedThread> which, ThreadNotes notes) {
    which.forEach((tid, thread) -> {
      if (thread.layer() != null) {
        notes.unassign(tid);
      }
    });
  }

  /** Returns the thread as it is called now; null if it has ended. */
  private @Nullable PlacedThread looked(int tid, @Nullable PlacedThread before, ThreadProfile by) {
    Optional<String> name = reader.nameOf(tid);
    if (name.isEmpty()) {
      return null;
    }
    String command = commandOf(tid, by);
    boolean isKnown =
        before != null && before.name().equals(name.get()) && before.command().equals(command);
    return isKnown
        ? before
        : placed(name.get(), command, by, before == null ? null : before.layer());
  }

  private void regroup(ThreadProfile by) {
    threads.replaceAll(
        (tid, thread) -> placed(thread.name(), commandOf(tid, by), by, thread.layer()));
    profile = by;
  }

  /** Processes may have one name and differ by what they call themselves later. */
  private String commandOf(int tid, ThreadProfile by) {
    return by.needsCommands() ? reader.commandOf(tid) : "";
  }

  private static PlacedThread placed(
      String name, String command, ThreadProfile by, @Nullable String layer) {
    return new PlacedThread(name, command, by.groupOf(name, command).orElse(null), layer);
  }

  private static PlacedThread put(
      int tid, PlacedThread thread, ProfiledWorkload workload, ThreadNotes notes, boolean again) {
    PlacedGroup group = thread.group();
    String wanted = group == null ? null : workload.layerOf(group.treatment());
    boolean asWanted = Objects.equals(wanted, thread.layer());
    if (wanted == null) {
      if (!asWanted) {
        notes.unassign(tid);
      }
      return thread.in(null);
    }
    if (asWanted && !again) {
      return thread;
    }
    boolean isThere = notes.assign(tid, wanted);
    if (isThere && !asWanted) {
      notes.tally().assigned();
    }
    return thread.in(isThere ? wanted : thread.layer());
  }
}
