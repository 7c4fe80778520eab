package io.temper.nomad.watch;

import io.temper.nomad.NomadTask;
import io.temper.workload.CgroupPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the control groups of tasks on this host: those that Nomad makes by their names, those of Docker by
 * what is mounted in them.
 *
 * @param finder returns the one of the candidates that exists, or empty; on the node itself {@code
 *     CgroupTree::firstExisting}
 * @param containers returns the groups of Docker's containers by the tasks that they are; asked once for all
 */
public record TaskGroups(
    Function<List<CgroupPath>, Optional<CgroupPath>> finder,
    Supplier<Map<TaskKey, CgroupPath>> containers)
    implements Function<List<NomadTask>, List<Optional<CgroupPath>>> {

  @Override
  public List<Optional<CgroupPath>> apply(List<NomadTask> tasks) {
    boolean anyDocker = tasks.stream().anyMatch(task -> task.driver().isDocker());
    Map<TaskKey, CgroupPath> ofDocker = anyDocker ? containers.get() : Map.of();
    List<Optional<CgroupPath>> found = new ArrayList<>();
    for (NomadTask task : tasks) {
      found.add(
          task.driver().isDocker()
              ? Optional.ofNullable(ofDocker.get(new TaskKey(task.allocation(), task.name())))
              : finder.apply(task.cgroupCandidates()));
    }
    return found;
  }
}
