package io.temper.agent.demo;

import io.temper.agent.demo.measure.Results;
import io.temper.agent.demo.node.AgentCgroup;
import io.temper.agent.demo.node.Cleanup;
import io.temper.agent.demo.node.DemoPod;
import io.temper.agent.demo.node.HostAdapters;
import io.temper.agent.demo.node.Interruption;
import io.temper.agent.demo.node.KubeletTree;
import io.temper.agent.demo.node.NodePlanner;
import io.temper.agent.demo.node.PodProcess;
import io.temper.agent.demo.node.PodProcesses;
import io.temper.agent.demo.node.PodSet;
import io.temper.agent.demo.node.Programs;
import io.temper.agent.demo.node.ScratchFolder;
import io.temper.agent.demo.node.ServiceClient;
import io.temper.agent.demo.report.DemoReport;
import io.temper.agent.demo.report.ReportMaker;
import io.temper.kernel.KernelCompiler;
import io.temper.plan.EnforcementPlan;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/**
 * A run on this host's kernel: sets the stage, measures, takes everything back and reports. One
 * instance, one run.
 */
final class HereDemo {
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int BATCH_THREADS_PER_CPU = 4;

  private final DemoOptions options;
  private final HostAdapters host;
  private final Audience audience;
  private final WorkloadSet pods;
  private final PodSet places;
  private final PlanVariants variants;

  /**
   * Who watches.
   *
   * @param progress told what is being done
   * @param plan shown the plan before the first round
   */
  record Audience(Consumer<String> progress, Consumer<DemoReport.Plan> plan) {}

  HereDemo(DemoOptions options, HostAdapters host, Audience audience) {
    this.options = options;
    this.host = host;
    this.audience = audience;
    WorkloadSet listed = DemoPods.read();
    places = PodSet.of(listed, options.driver());
    pods = WorkloadSet.of(listed.stream().map(this::located).toList());
    variants = new PlanVariants(pods, DemoPods.CHANGING_BATCH, DemoPods.GUEST);
  }

  private Workload located(Workload pod) {
    return pod.toBuilder().cgroup(places.named(pod.id().name()).cgroup()).build();
  }

  /**
   * Runs.
   *
   * @param temperVersion for the report
   */
  DemoReport run(String temperVersion) {
    Instant begin = Instant.now();
    var planner = new NodePlanner(
        host.planner(), KernelCompiler.standard(), host.topology(), host.resolver());
    EnforcementPlan plan = planner.plan(pods);
    DemoReport.Plan rows = PlanRows.of(plan, pods, places);
    audience.plan().accept(rows);
    var temper =
        new TemperArm(host.backend(), planner, variants, host.kernel(), options.changesPerSecond());
    Results results = measure(temper);
    return new DemoReport(
        DemoReport.SCHEMA,
        begin.truncatedTo(ChronoUnit.SECONDS).toString(),
        temperVersion,
        DemoReport.Host.of(host.facts()),
        setup(Duration.between(begin, Instant.now())),
        rows,
        ReportMaker.arms(results),
        ReportMaker.ratios(results),
        ChangeLog.summarize(temper.logs()).orElse(null));
  }

  private Results measure(TemperArm temper) {
    try (var cleanup = new Cleanup()) {
      cleanup.add(new Interruption(Thread.currentThread(), () -> host.cgroups()
          .write(options.driver().root(), "cgroup.kill", "1")));
      Stage stage = set(cleanup, temper);
      return new Rounds(options, audience.progress()).run(stage);
    }
  }

  private Stage set(Cleanup cleanup, TemperArm temper) {
    audience.progress().accept("making the pods' cgroups");
    cleanup.add(AgentCgroup.enter(
        host.cgroups(), host.membership(), ProcessHandle.current().pid()));
    var folder = cleanup.add(ScratchFolder.create());
    var tree = cleanup.add(KubeletTree.create(
        host.cgroups(), options.driver(), places.all(), host.facts().cpus()));
    var processes = cleanup.add(new PodProcesses(host.cgroups(), folder.path()));
    audience.progress().accept("starting the pods");
    int port = processes.startService(place(DemoPods.SERVICE));
    PodProcess client =
        processes.start(place(DemoPods.CLIENT), Programs.client(port, options.connections()));
    var requests = new ServiceClient(client);
    requests.awaitReady();
    List<DemoPod> batch = List.of(place(DemoPods.CHANGING_BATCH), place(DemoPods.STEADY_BATCH));
    batch.forEach(pod -> processes.startBatch(pod, batchThreads() / batch.size()));
    List.of(DemoPods.GUEST, DemoPods.BYSTANDER)
        .forEach(name -> processes.start(place(name), Programs.idle()));
    var stage = new NodeStage(
        tree,
        processes,
        requests,
        List.of(processes.pid(DemoPods.SERVICE), client.pid()),
        batch,
        processes.openCounters(),
        temper);
    warmUp(tree, batch, stage);
    return stage;
  }

  /** Lets the compiler of the client's JVM come to rest before anything is measured. */
  private void warmUp(KubeletTree tree, List<DemoPod> batch, NodeStage stage) {
    audience.progress().accept("warming up");
    batch.forEach(pod -> tree.freeze(pod, true));
    stage.temper().warmUp();
    stage.measure(WARM_UP);
  }

  private DemoPod place(String pod) {
    return places.named(pod);
  }

  private int batchThreads() {
    return BATCH_THREADS_PER_CPU * host.facts().cpus();
  }

  private DemoReport.Setup setup(Duration duration) {
    return new DemoReport.Setup(
        options.rounds(),
        options.window().toMillis(),
        ServiceVersion.read(),
        "one thread, GET of 3 bytes, closed loop",
        options.connections(),
        batchThreads(),
        duration.toSeconds());
  }
}
