package io.temper.nomad;

import io.temper.node.CpuSet;
import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that make tasks of an allocation. Pure: the same facts give the same tasks. */
final class AllocationMapper {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** The longest name of a file, less the id and what stands around it. */
  private static final int LONGEST_NAME = 200;

  /**
   * A client says so when it is done. One that the servers have lost sight of is {@code unknown} there, and
   * goes on.
   */
  private static final Set<String> ENDED = Set.of("complete", "failed", "lost");

  private static final String RUN = "run";
  private static final String DEFAULT_NAMESPACE = "default";
  private static final int HIGHEST_PRIORITY = Short.MAX_VALUE;

  private final AllocationDto allocation;
  private final String id;
  private final AllocationDto.Job job;
  private final AllocationDto.Group group;

  private AllocationMapper(
      AllocationDto allocation, String id, AllocationDto.Job job, AllocationDto.Group group) {
    this.allocation = allocation;
    this.id = id;
    this.job = job;
    this.group = group;
  }

  /**
   * Makes tasks of an allocation.
   *
   * @return those whose turn it is, and the CPUs that are one's own; nothing of an allocation that has ended
   * @throws AllocationRefusedException if a value makes no sense
   */
  static AllocationTasks tasksOf(AllocationDto allocation) throws AllocationRefusedException {
    if (ENDED.contains(text(allocation.clientStatus()))) {
      return AllocationTasks.NONE;
    }
    String id = text(allocation.id());
    if (!ID.matcher(id).matches()) {
      throw new AllocationRefusedException(
          "ID", "'" + Quote.of(id) + "' is no id of 36 characters; report it to Nomad");
    }
    AllocationDto.Job job = allocation.job();
    if (job == null) {
      throw new AllocationRefusedException(
          "Job", "it is missing; give the address of Nomad's own HTTP API");
    }
    var mapper = new AllocationMapper(allocation, id, job, groupOf(allocation, job));
    return new AllocationTasks(mapper.tasks(), mapper.reservedCores());
  }

  private static AllocationDto.Group groupOf(AllocationDto allocation, AllocationDto.Job job)
      throws AllocationRefusedException {
    String name = text(allocation.taskGroup());
    if (job.groups() != null) {
      for (AllocationDto.Group group : job.groups()) {
        if (group != null && name.equals(group.name())) {
          return group;
        }
      }
    }
    throw new AllocationRefusedException(
        "TaskGroup", "its job has no group '" + Quote.of(name) + "'; report it to Nomad");
  }

  private List<NomadTask> tasks() throws AllocationRefusedException {
    List<NomadTask> tasks = new ArrayList<>();
    var turns = new TaskTurns(group, allocation.taskStates());
    if (group.tasks() != null) {
      for (AllocationDto.Task task : group.tasks()) {
        if (task != null && turns.has(task)) {
          tasks.add(task(task));
        }
      }
    }
    return tasks;
  }

  private SortedMap<String, CpuSet> reservedCores() throws AllocationRefusedException {
    SortedMap<String, CpuSet> byUid = new TreeMap<>();
    ReservedCores.of(allocation.allocated()).forEach((task, cpus) -> byUid.put(uid(task), cpus));
    return byUid;
  }

  private NomadTask task(AllocationDto.Task task) throws AllocationRefusedException {
    String name = text(task.name());
    if (name.isBlank() || name.length() > LONGEST_NAME || name.matches("(?s).*[/\\x00].*")) {
      throw new AllocationRefusedException(
          "Tasks.Name", "'" + Quote.of(name) + "' is no name of a task; rename it");
    }
    return new NomadTask(
        workloadId(name),
        id,
        name,
        job(),
        DriverReader.driverOf(task),
        resources(name, task.asked()),
        TaskMeta.of(job.meta(), group.meta(), task.meta()),
        !RUN.equals(allocation.desiredStatus()));
  }

  private WorkloadId workloadId(String task) throws AllocationRefusedException {
    String name = text(allocation.name());
    if (name.isBlank()) {
      throw new AllocationRefusedException("Name", "it is missing; report it to Nomad");
    }
    return new WorkloadId(namespace(), name + "." + task, uid(task));
  }

  private String uid(String task) {
    return id + "/" + task;
  }

  private String namespace() {
    String namespace = text(allocation.namespace());
    return namespace.isBlank() ? DEFAULT_NAMESPACE : namespace;
  }

  private NomadJob job() throws AllocationRefusedException {
    Integer priority = job.priority();
    if (priority == null || priority < 1 || priority > HIGHEST_PRIORITY) {
      throw new AllocationRefusedException(
          "Job.Priority", priority + " is not from 1 to " + HIGHEST_PRIORITY + "; give one");
    }
    return new NomadJob(namespace(), text(job.type()), priority);
  }

  /** What it was given; what it asks for, where that is not told. */
  private TaskResources resources(String task, AllocationDto.@Nullable Asked asked)
      throws AllocationRefusedException {
    Map<String, AllocationDto.@Nullable Given> all =
        allocation.allocated() == null ? null : allocation.allocated().tasks();
    AllocationDto.Given given = all == null ? null : all.get(task);
    if (given == null) {
      return asked == null ? new TaskResources(0, 0, 0, 0) : resources(asked);
    }
    AllocationDto.Cpu cpu = given.cpu();
    AllocationDto.Memory memory = given.memory();
    return new TaskResources(
        cpu == null ? 0 : amount("CpuShares", cpu.shares()),
        ReservedCores.of(cpu).size(),
        memory == null ? 0 : amount("MemoryMB", memory.mb()),
        memory == null ? 0 : amount("MemoryMaxMB", memory.maxMb()));
  }

  private static TaskResources resources(AllocationDto.Asked asked)
      throws AllocationRefusedException {
    return new TaskResources(
        amount("Resources.CPU", asked.cpu()),
        (int) amount(
            "Resources.Cores", asked.cores() == null ? null : asked.cores().longValue()),
        amount("Resources.MemoryMB", asked.memoryMb()),
        amount("Resources.MemoryMaxMB", asked.memoryMaxMb()));
  }

  /** Within what a 32-bit number holds, as no node has more MHz, cores or MiB. */
  private static long amount(String field, @Nullable Long value) throws AllocationRefusedException {
    long amount = value == null ? 0 : value;
    if (amount < 0 || amount > Integer.MAX_VALUE) {
      throw new AllocationRefusedException(
          field, amount + " is not from 0 to " + Integer.MAX_VALUE + "; correct the job");
    }
    return amount;
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
