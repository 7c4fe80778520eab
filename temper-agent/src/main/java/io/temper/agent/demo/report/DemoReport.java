package io.temper.agent.demo.report;

import io.temper.agent.demo.node.KernelFacts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run of the demo; what {@code report.json} holds. Field names are a file format:
 * adding one is compatible, every other change needs a new {@link #SCHEMA}.
 *
 * @param schema always {@link #SCHEMA}
 * @param created when the run began, ISO 8601 in UTC
 * @param temper version of Temper
 * @param host the machine and its kernel
 * @param setup how the run was made
 * @param plan what the planner decided for the pods
 * @param arms the figures of each arm, in the order of {@code Arm}
 * @param ratios what follows from them
 * @param changes tiers changed while measuring; null when Temper was not measured on a full node
 */
public record DemoReport(
    String schema,
    String created,
    String temper,
    Host host,
    Setup setup,
    Plan plan,
    List<ArmFigures> arms,
    List<RatioFigure> ratios,
    @Nullable Changes changes) {

  /** Name and version of the format. */
  public static final String SCHEMA = "temper.demo/1";

  public DemoReport {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException(
          "this Temper reads reports of the format " + SCHEMA + ", not " + schema);
    }
    arms = List.copyOf(arms);
    ratios = List.copyOf(ratios);
  }

  /** Returns the figures of the arm called {@code id}, or empty when it was not measured. */
  public Optional<ArmFigures> arm(String id) {
    return arms.stream().filter(a -> a.id().equals(id)).findFirst();
  }

  /**
   * The machine.
   *
   * @param kernel release, as {@code uname -r}
   * @param tickHz the kernel's timer frequency in Hz
   * @param preemption the preemption model in force, for example {@code lazy}
   * @param cpus online logical CPUs
   * @param cpuModel as the CPU calls itself
   * @param emulated whether the CPU is emulated in software, which stretches every latency
   */
  public record Host(
      String kernel, int tickHz, String preemption, int cpus, String cpuModel, boolean emulated) {

    /** Returns what {@code facts} say. */
    public static Host of(KernelFacts facts) {
      return new Host(
          facts.release(),
          facts.tickHz(),
          facts.preemption(),
          facts.cpus(),
          facts.cpuModel(),
          facts.emulated());
    }
  }

  /**
   * How the run was made.
   *
   * @param rounds how often each arm was measured
   * @param windowMillis how long each time
   * @param service the service and its version
   * @param client what sent the requests
   * @param connections requests in flight at any time
   * @param batchThreads threads that always want a CPU
   * @param durationSeconds the whole run
   */
  public record Setup(
      int rounds,
      long windowMillis,
      String service,
      String client,
      int connections,
      int batchThreads,
      long durationSeconds) {}

  /**
   * What the planner decided.
   *
   * @param pods one row a pod
   * @param layers one row a layer
   * @param decisions what the planner has to say, a sentence each
   */
  public record Plan(List<PodRow> pods, List<LayerRow> layers, List<String> decisions) {
    public Plan {
      pods = List.copyOf(pods);
      layers = List.copyOf(layers);
      decisions = List.copyOf(decisions);
    }
  }

  /**
   * A pod and where it belongs.
   *
   * @param pod namespace and name
   * @param priorityClass name of the PriorityClass; empty when the pod names none
   * @param qosClass Kubernetes QoS class
   * @param requestMillis requested CPU in thousandths
   * @param cpuWeight the {@code cpu.weight} of the pod's cgroup
   * @param tier tier by name
   * @param layer layer by name
   */
  public record PodRow(
      String pod,
      String priorityClass,
      String qosClass,
      long requestMillis,
      int cpuWeight,
      String tier,
      String layer) {}

  /**
   * A layer.
   *
   * @param name name
   * @param kind Confined, Grouped or Open
   * @param rank who preempts whom; a higher rank preempts lower ones
   * @param weight share against other layers on the same CPU
   * @param sliceMillis time slice in ms
   * @param pods number of member pods
   */
  public record LayerRow(
      String name, String kind, int rank, int weight, double sliceMillis, int pods) {}
}
