package io.temper.agent.bench;

import io.temper.agent.bench.report.BenchMaker;
import io.temper.agent.bench.report.BenchReport;
import io.temper.agent.bench.report.BenchReport.Cost;
import io.temper.agent.bench.report.BenchReport.Uncontended;
import io.temper.agent.bench.report.Points;
import io.temper.agent.bench.tool.Tool;
import io.temper.agent.demo.ServiceVersion;
import io.temper.agent.demo.node.AgentCgroup;
import io.temper.agent.demo.node.CgroupDriver;
import io.temper.agent.demo.node.Cleanup;
import io.temper.agent.demo.node.HostAdapters;
import io.temper.agent.demo.node.Interruption;
import io.temper.agent.demo.node.KubeletTree;
import io.temper.agent.demo.node.NodePlanner;
import io.temper.agent.demo.node.PodProcess;
import io.temper.agent.demo.node.PodProcesses;
import io.temper.agent.demo.node.Programs;
import io.temper.agent.demo.node.ScratchFolder;
import io.temper.agent.demo.node.ServiceClient;
import io.temper.agent.demo.report.DemoReport;
import io.temper.kernel.KernelCompiler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One run on this host's kernel: sets the stage, measures, takes everything back and reports. */
final class BenchRun {
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  private final BenchOptions options;
  private final HostAdapters host;
  private final Path root;
  private final Consumer<String> progress;
  private final BenchPods pods = new BenchPods();

  /**
   * Prepares a run.
   *
   * @param options what is measured
   * @param host the machine
   * @param root the root of its file system
   * @param progress told what is being done
   */
  BenchRun(BenchOptions options, HostAdapters host, Path root, Consumer<String> progress) {
    this.options = options;
    this.host = host;
    this.root = root;
    this.progress = progress;
  }

  private record Outcome(Points points, List<Cost> costs) {}

  /** Runs. */
  BenchReport run(BenchReport.Build build) {
    Instant begin = Instant.now();
    Outcome outcome = measure();
    var maker = new BenchMaker(outcome.points());
    List<Uncontended> uncontended = uncontended(maker);
    return new BenchReport(
        BenchReport.SCHEMA,
        begin.truncatedTo(ChronoUnit.SECONDS).toString(),
        build,
        DemoReport.Host.of(host.facts()),
        new BenchReport.Setup(
            outcome.points().rounds(),
            options.window().toMillis(),
            ServiceVersion.read(),
            options.connections(),
            options.clock(),
            Duration.between(begin, Instant.now()).toSeconds()),
        uncontended,
        maker.ladder(options.ladder()),
        maker.targets(uncontended, options.ladder()),
        outcome.costs());
  }

  private static List<Uncontended> uncontended(BenchMaker maker) {
    var uncontended = new ArrayList<Uncontended>();
    for (Tool tool : Tool.values()) {
      maker.uncontended(tool.id(), tool.label(), tool.operation()).ifPresent(uncontended::add);
    }
    maker.uncontended("redis", "Redis GET", "GET").ifPresent(uncontended::add);
    return List.copyOf(uncontended);
  }

  private Outcome measure() {
    try (var cleanup = new Cleanup()) {
      cleanup.add(new Interruption(Thread.currentThread(), () -> host.cgroups()
          .write(CgroupDriver.CGROUPFS.root(), "cgroup.kill", "1")));
      BenchStage stage = set(cleanup);
      Supplier<BenchScheduler> attach = attacher();
      warmUp(stage, attach);
      Points points = new BenchRounds(options, stage, attach, progress).run();
      List<Cost> costs = options.has(Part.COST)
          ? new CostPass(options, stage, attach, root, progress).run()
          : List.of();
      return new Outcome(points, costs);
    }
  }

  private Supplier<BenchScheduler> attacher() {
    var planner = new NodePlanner(
        host.planner(), KernelCompiler.standard(), host.topology(), host.resolver());
    return () -> new BenchScheduler(host.backend(), planner, host.kernel(), pods.uniform());
  }

  private BenchStage set(Cleanup cleanup) {
    progress.accept("starting the pods");
    cleanup.add(AgentCgroup.enter(
        host.cgroups(), host.membership(), ProcessHandle.current().pid()));
    var folder = cleanup.add(ScratchFolder.create());
    var tree = cleanup.add(KubeletTree.create(
        host.cgroups(), CgroupDriver.CGROUPFS, pods.all(), host.facts().cpus()));
    var processes = cleanup.add(new PodProcesses(host.cgroups(), folder.path()));
    int port = processes.startService(pods.named(BenchPods.SERVICE));
    PodProcess client =
        processes.start(pods.named(BenchPods.CLIENT), Programs.client(port, options.connections()));
    var requests = new ServiceClient(client);
    requests.awaitReady();
    startBatch(processes);
    return new BenchStage(
        host.cgroups(),
        folder.path(),
        tree,
        processes,
        pods,
        requests,
        List.of(processes.pid(BenchPods.SERVICE), client.pid()),
        processes.openCounters());
  }

  private void startBatch(PodProcesses processes) {
    if (!options.has(Part.LADDER)) {
      return;
    }
    for (int step = 1; step < BenchPods.LADDER.size(); step++) {
      processes.startBatch(
          pods.batch().get(step - 1),
          BenchPods.spinnersAdded(step) * host.facts().cpus());
    }
  }

  /** Lets compilers come to rest, loads programs into the page cache and attaches once. */
  private void warmUp(BenchStage stage, Supplier<BenchScheduler> attach) {
    progress.accept("warming up");
    stage.load(0);
    for (Tool tool : Tool.values()) {
      if (options.has(Part.ofId(tool.id()))) {
        stage.run(tool, options.window());
      }
    }
    stage.requests(WARM_UP);
    try (var scheduler = attach.get()) {
      scheduler.publish(pods.tiers());
      stage.requests(options.settle());
      scheduler.check();
    }
  }
}
