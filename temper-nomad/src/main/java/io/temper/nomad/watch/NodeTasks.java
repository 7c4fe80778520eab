package io.temper.nomad.watch;

import io.temper.TemperException;
import io.temper.nomad.AllocationList;
import io.temper.nomad.CpuSpeed;
import io.temper.nomad.NodeFacts;
import io.temper.nomad.NomadTask;
import io.temper.nomad.Quote;
import io.temper.plan.ExclusiveCpus;
import io.temper.runtime.status.FirstFew;
import io.temper.spi.WorkloadSource;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of a node: the tasks of its allocations as Nomad told of them last, with the control groups
 * that are there now. Left out are tasks that ended or whose turn has not come, allocations that cannot be used,
 * tasks that are to end and have no group any more, and those whose group can never be found: nothing could be
 * done for them, and a fence would be kept for nobody. A task that chose the group of another one has none.
 * Does not wait for Nomad.
 */
public final class NodeTasks implements WorkloadSource {
  private static final String MANAGER = "Nomad client";
  private static final int MOST_PROBLEMS = 5;

  private final Supplier<Known<AllocationList>> allocations;
  private final Supplier<Known<NodeFacts>> node;
  private final String prefix;
  private final Function<List<NomadTask>, List<Optional<CgroupPath>>> groups;
  private volatile List<NomadTask> refused = List.of();
  private volatile List<ExclusiveCpus> exclusive = List.of();

  /**
   * Creates a source.
   *
   * @param allocations tells what is known of the node's allocations
   * @param node tells what is known of the node
   * @param prefix of the annotations that a job's meta becomes
   * @param groups finds the groups of tasks, one or none for each, in their order
   */
  NodeTasks(
      Supplier<Known<AllocationList>> allocations,
      Supplier<Known<NodeFacts>> node,
      String prefix,
      Function<List<NomadTask>, List<Optional<CgroupPath>>> groups) {
    this.allocations = allocations;
    this.node = node;
    this.prefix = prefix;
    this.groups = groups;
  }

  /**
   * {@inheritDoc}
   *
   * @throws TemperException until Nomad has told of the node and of all its allocations once, or if its
   *     fingerprint has no CPUs
   */
  @Override
  public WorkloadSet workloads() {
    AllocationList all = heard("the allocations", allocations.get());
    List<NomadTask> tasks =
        all.tasks().stream().filter(task -> task.driver().isLocatable()).toList();
    CpuSpeed speed = CpuSpeed.ofFingerprint(heard("the CPUs", node.get()).attributes());
    GroupClaims claims = GroupClaims.of(tasks, groups.apply(tasks));
    refused = claims.refused();
    exclusive = exclusive(all);
    List<Workload> workloads = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      CgroupPath group = claims.granted().get(i).orElse(null);
      if (group != null || !tasks.get(i).leaving()) {
        workloads.add(workload(tasks.get(i), speed, group));
      }
    }
    return WorkloadSet.of(workloads);
  }

  private static List<ExclusiveCpus> exclusive(AllocationList all) {
    return all.reservedCores().entrySet().stream()
        .map(task -> new ExclusiveCpus(MANAGER, task.getKey(), task.getValue()))
        .toList();
  }

  /**
   * Returns the CPUs that Nomad has given to one task alone ({@code cores} of a job), as they were when the
   * workloads were read last: both are of the same answer of Nomad. None before.
   *
   * @return the CPUs of each task that has some of its own; a task that is no workload now has them, too
   */
  public List<ExclusiveCpus> exclusive() {
    return exclusive;
  }

  /** Without a group it may come yet. */
  private Workload workload(NomadTask task, CpuSpeed speed, @Nullable CgroupPath group) {
    Workload workload = task.workload(speed, prefix);
    return group == null ? workload : workload.toBuilder().cgroup(group).build();
  }

  private static <T> T heard(String what, Known<T> known) {
    return known.heard().orElseThrow(() -> {
      Trouble trouble = known.trouble();
      String why = trouble == null ? "Nomad has not told of them yet" : trouble.what();
      return new TemperException(what + " of this node are not known yet: " + why);
    });
  }

  /**
   * Returns what a user should know of the allocations, and of the groups as they were found last.
   *
   * @return a sentence each
   */
  public List<String> notes() {
    Known<AllocationList> known = allocations.get();
    List<String> notes = new ArrayList<>();
    Trouble trouble = known.trouble();
    if (trouble != null) {
      notes.add(
          known.heard().isEmpty()
              ? trouble.toString()
              : trouble.what() + "; what was heard before stays in force, since "
                  + trouble.since());
    }
    known.heard().ifPresent(all -> {
      notes.addAll(problems(all));
      notes.addAll(leftOut(all));
    });
    notes.addAll(refused(refused));
    return List.copyOf(notes);
  }

  private static List<String> problems(AllocationList all) {
    return FirstFew.sentences(
        MOST_PROBLEMS,
        all.problems(),
        problem -> problem + "; until then its threads count among those of no workload",
        "more allocations cannot be used either");
  }

  private static List<String> leftOut(AllocationList all) {
    List<NomadTask> leftOut = all.tasks().stream()
        .filter(task -> !task.driver().isLocatable() && !task.leaving())
        .toList();
    return FirstFew.sentences(
        MOST_PROBLEMS,
        leftOut,
        task -> "task " + Quote.of(task.id().toString()) + " is run by "
            + task.driver().name()
            + ", whose cgroups cannot be found, and is in no plan: its threads"
            + " count among those of no workload; let docker or exec run it where its tier is to count",
        "more tasks are in no plan for the same reason");
  }

  private static List<String> refused(List<NomadTask> refused) {
    return FirstFew.sentences(
        MOST_PROBLEMS,
        refused,
        task -> "task " + Quote.of(task.id().toString()) + " is in the cgroup "
            + Quote.of(String.valueOf(task.driver().cgroup()))
            + " of another task and is planned without one; give it a cgroup_v2_override of its"
            + " own, or none",
        "more tasks are in the cgroup of another one");
  }
}
