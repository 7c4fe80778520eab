package io.temper.agent;

import io.temper.TemperException;
import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.linux.FileChanges;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.JoinedBell;
import io.temper.spi.SafeModeSource;
import io.temper.spi.StatusSink;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node that an orchestrator manages, as the agent of the node uses it. */
final class OrchestratorSource implements RunSource, Orchestrator {
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

  private final OrchestratorClient client;
  private volatile @Nullable JoinedBell bell;

  /**
   * Creates one that asks nothing yet.
   *
   * @param client knows the orchestrator; closed by this
   */
  OrchestratorSource(OrchestratorClient client) {
    this.client = client;
  }

  @Override
  public String text() {
    return client.text();
  }

  @Override
  public TierRules tierRules(PlanConfig configured) {
    return client.tierRules(configured);
  }

  /** Waits for the first answers, and no longer. */
  @Override
  public NodeWorkloads readOnce(Supplier<List<CgroupPath>> systemCgroups) {
    try (client) {
      client.start();
      client.awaitWorkloads(FIRST_ANSWER);
      var tree = AgentWiring.cgroups();
      return new GroupedWorkloads(
              client.workloadsToLookAt(tree), tree, systemCgroups, client::exclusive)
          .read()
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemperException("interrupted while " + client.asked() + " was asked", e);
    }
  }

  @Override
  public WorkloadPorts ports(Supplier<List<CgroupPath>> systemCgroups) {
    String what = client.workloadsAre();
    var changes = FileChanges.open("groups of " + what);
    var joined = new JoinedBell("temper-" + what, List.of(changes, client.workloadBell()));
    bell = joined;
    var tree = AgentWiring.cgroups().watchedBy(changes);
    var read = new GroupedWorkloads(client.workloads(tree), tree, systemCgroups, client::exclusive)
        .readWhen(() -> List.of(changes.seen(), client.sign()));
    return new WorkloadPorts(read, joined, List::of);
  }

  @Override
  public Optional<Orchestrator> orchestrator() {
    return Optional.of(this);
  }

  @Override
  public void start() {
    client.start();
  }

  @Override
  public void awaitSafeMode() {
    try {
      client.awaitNode(FIRST_ANSWER);
    } catch (InterruptedException e) {
      // It is being ended; what cannot be told counts as asked for.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public SafeModeSource safeMode() {
    return client.safeMode();
  }

  @Override
  public Bell safeModeBell() {
    return client.safeModeBell();
  }

  @Override
  public Optional<StatusSink> openStatusSink() {
    return client.openStatusSink();
  }

  @Override
  public List<String> notes() {
    return client.notes();
  }

  @Override
  public List<String> information() {
    return client.information();
  }

  @Override
  public ApiServerObservation observe() {
    return client.observe();
  }

  @Override
  public void close() {
    Optional.ofNullable(bell).ifPresent(JoinedBell::close);
    client.close();
  }
}
