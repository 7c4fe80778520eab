package io.temper.agent.daemon;

import io.temper.agent.control.ControlCall;
import io.temper.agent.control.ControlProtocol;
import io.temper.agent.control.ControlServer;
import io.temper.agent.control.SocketClaim;
import io.temper.agent.http.AgentPages;
import io.temper.agent.http.AgentView;
import io.temper.agent.http.HttpServer;
import io.temper.agent.json.CgroupExplanationJson;
import io.temper.agent.json.HistoriesJson;
import io.temper.agent.json.LintJson;
import io.temper.agent.json.SchedulerExitJson;
import io.temper.agent.json.StatusJson;
import io.temper.agent.lint.CurrentLint;
import io.temper.agent.lint.LintSample;
import io.temper.agent.lint.NodeLint;
import io.temper.agent.report.CgroupExplainer;
import io.temper.agent.report.InputException;
import io.temper.agent.report.LintPart;
import io.temper.agent.report.LintRun;
import io.temper.agent.report.StatusMaker;
import io.temper.agent.report.StatusReport;
import io.temper.kernel.KernelCompiler;
import io.temper.lint.LintReport;
import io.temper.linux.FileChanges;
import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.rightsize.ContainerId;
import io.temper.rightsize.UsageHistory;
import io.temper.runtime.ControllerThread;
import io.temper.runtime.NodeController;
import io.temper.runtime.NodeFeeds;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.Wakeup;
import io.temper.runtime.feed.PolledFeed;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.NodeObserver;
import io.temper.runtime.observation.SchedulerObservation;
import io.temper.runtime.observation.SchedulerReader;
import io.temper.runtime.placement.ProfiledThreads;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.LastResort;
import io.temper.runtime.safemode.PolledRequest;
import io.temper.runtime.safemode.SafeMode;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.safemode.SafeModeSource;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.Lookout;
import io.temper.runtime.thread.Repeater;
import io.temper.runtime.usage.SchedulerUse;
import io.temper.spi.ProbeResult.Finding;
import io.temper.workload.WorkloadSet;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent that runs until it is closed. Before anything is attached, and before anybody can talk to it,
 * nobody else serves its control socket and it is known whether safe mode is asked for. It ends in the
 * reverse order of its start, also while the start hangs.
 */
public final class NodeAgent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeAgent.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);
  private static final Duration LAST_WORDS = Duration.ofMillis(500);
  private static final Duration LOOP_PATIENCE = Duration.ofSeconds(5);

  /** With a bell the looks only cover a ring that was lost: still within the second that is promised. */
  private static final Lookout.Pause SAFE_MODE_POLL =
      new Lookout.Pause(Duration.ofMillis(100), Duration.ofMillis(900));

  /** Without a bell this often; a bell may miss that a folder was mounted over, or a link's target. */
  private static final Duration WORKLOADS_ANYWAY = Duration.ofSeconds(2);

  private static final Lookout.Pause CONFIG_POLL =
      new Lookout.Pause(Duration.ofSeconds(1), Duration.ofSeconds(5));
  private static final Duration TOPOLOGY_POLL = Duration.ofSeconds(4);
  private static final Duration OBJECTIONS_POLL = Duration.ofSeconds(10);
  private static final Duration SCHEDULER_POLL = Duration.ofSeconds(1);

  /** Nothing tells of new threads and names. */
  private static final Duration PLACE_PAUSE = Duration.ofSeconds(1);

  private static final Duration NOTHING_TO_PLACE_PAUSE = Duration.ofSeconds(5);

  private final AgentSettings settings;
  private final AgentPorts ports;
  private final AuditFile audit;
  private final SafeModeFile safeModeFile;
  private final KeptRequests kept;
  private final DiskThread disk = new DiskThread();
  private final Enforcement enforcement = new Enforcement();
  private final Wakeup wakeup = new Wakeup();
  private final SafeMode safeMode;
  private final NodeController controller;
  private final StatusReport.Agent self;
  private final StatusMaker status;
  private final CgroupExplainer explainer;
  private final PolledFeed<NodeWorkloads> workloads;
  private final PolledFeed<NodeTopology> topology;
  private final PolledFeed<TierPlanner> planner;
  private final PolledFeed<List<Finding>> objections;
  private final PolledFeed<Optional<SchedulerObservation>> scheduler;
  private final PolledFeed<LintSample> lint;
  private final CurrentLint currentLint;

  private final ProfiledThreads profiled;
  private final Repeater placing;

  private volatile @Nullable HttpServer http;
  private volatile @Nullable UsageKeeper usage;

  private final UserSignals signals;
  private final StartedParts parts = new StartedParts();
  private final AtomicBoolean began = new AtomicBoolean();

  private volatile @Nullable PolledRequest polledFile;

  /**
   * Creates an agent that does nothing yet.
   *
   * @param settings how it goes about it
   * @param ports what it works with
   * @param version of Temper
   */
  public NodeAgent(AgentSettings settings, AgentPorts ports, String version) {
    this.settings = settings;
    this.ports = ports;
    this.audit =
        new AuditFile(settings.auditFile(), settings.auditMaxBytes(), settings.auditKeep());
    this.safeModeFile = new SafeModeFile(settings.safeModeFile(), ports.ticker());
    this.kept = new KeptRequests(settings.stateDirectory().resolve("safe-mode.json"));
    this.safeMode = new SafeMode(
        enforcement,
        new SafeModeNews(audit, kept, disk, this::safeModeRequests, ports.ticker(), wakeup));
    this.signals = new UserSignals(ports.signals(), JvmSignal::mayBeUsr2);
    this.workloads = feed(
        "workloads",
        ports.workloads(),
        new Lookout.Pause(settings.poll(), WORKLOADS_ANYWAY),
        ports.groupBell());
    this.topology = feed("cpus", ports.topology(), TOPOLOGY_POLL);
    this.planner = feed("configuration", ports.planner(), CONFIG_POLL, ports.planBell());
    this.objections = feed("objections", ports.objections(), OBJECTIONS_POLL);
    this.scheduler = new PolledFeed<>(
        "scheduler",
        new SchedulerReader(enforcement),
        SCHEDULER_POLL,
        ports.ticker()::nanos,
        () -> {});
    this.controller = new NodeController(
        new NodeController.Ports(
            KernelCompiler.standard(),
            ports.backend(),
            new SavedElsewhere(
                new RestartFile(settings.stateDirectory().resolve("restarts.json")), disk),
            ports.ticker(),
            wakeup),
        new NodeFeeds(workloads, topology, planner, objections),
        enforcement,
        safeMode,
        settings.options());
    this.profiled = new ProfiledThreads(new ProfiledThreads.Ports(
        controller::view,
        () -> topology.latest().last(),
        enforcement::inCharge,
        ports.profiles(),
        ports.threads()));
    this.placing = new Repeater(
        "temper-profiles",
        profiled,
        () -> profiled.placement().workloads() == 0 ? NOTHING_TO_PLACE_PAUSE : PLACE_PAUSE);
    this.lint = new PolledFeed<>(
        "lint",
        new NodeLint(
            new NodeLint.Ports(
                controller::view,
                ports.tiers(),
                () -> topology.latest().last(),
                new SchedulerReader(enforcement),
                ports.hostFacts().apply(profiled::expected),
                ports.ticker()),
            settings.lint()),
        settings.lint().pause(),
        ports.ticker()::nanos,
        () -> {});
    this.currentLint = new CurrentLint(lint, ports.ticker()::nanos);
    var self = new StatusReport.Agent(
        version, ProcessHandle.current().pid(), ports.ticker().now(), settings.source());
    this.self = self;
    this.status = new StatusMaker(self, controller::status, this::problems);
    this.explainer = new CgroupExplainer(controller::view, ports.rules(), settings.source());
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>(ports.notes().get());
    problems.addAll(signals.problems());
    audit.problem().ifPresent(problems::add);
    String unplaced = profiled.placement().problem();
    if (unplaced != null) {
      problems.add("thread profiles: " + unplaced + "; it is tried again every second");
    }
    currentLint.problem().ifPresent(problems::add);
    Optional.ofNullable(usage).flatMap(UsageKeeper::problem).ifPresent(problems::add);
    Duration age = controller.age();
    if (age.compareTo(LOOP_PATIENCE) > 0) {
      problems.add("the loop has not finished a cycle for " + age.toSeconds()
          + " s: the kernel may be slow to attach or publish; safe mode works all the same");
    }
    return problems;
  }

  private <T> PolledFeed<T> feed(String name, Supplier<T> source, Duration pause) {
    return feed(name, source, new Lookout.Pause(pause, pause), Bell.none());
  }

  private <T> PolledFeed<T> feed(String name, Supplier<T> source, Lookout.Pause pause, Bell bell) {
    return new PolledFeed<>(name, source, pause, bell, ports.ticker()::nanos, wakeup);
  }

  /**
   * Starts.
   *
   * @throws io.temper.TemperException if it cannot, or another agent runs; nothing is left running then
   */
  public void start() {
    try {
      SocketClaim claim = parts.add(() -> SocketClaim.take(settings.controlSocket()));
      openHttp();
      parts.start(disk, disk::start);
      parts.start(audit, audit::start);
      began.set(true);
      audit.append(
          AuditRecord.began(ports.ticker().now(), self.version(), self.pid(), self.source()));
      startSafeMode();
      parts.add(() -> ControlServer.start(claim, this::answer));
      startHttp();
      parts.start(workloads, workloads::start);
      parts.start(topology, topology::start);
      parts.start(planner, planner::start);
      parts.start(objections, objections::start);
      parts.start(lint, lint::start);
      var loop = new ControllerThread(controller, wakeup, this::changed, this::failed);
      parts.start(loop, loop::start);
      startPlacing();
      startUsage();
    } catch (RuntimeException | Error e) {
      end("it could not be started: " + e);
      throw e;
    }
  }

  /** Without profiles there is nothing to look for. */
  private void startPlacing() {
    if (!ports.profiles().profiles().isEmpty()) {
      parts.start(placing, placing::start);
    }
  }

  /** What was asked for before comes first: a signal that is heard is written into the same file. */
  private void startSafeMode() {
    var lastResort = new LastResort(
        enforcement,
        CLOSE_PATIENCE,
        ports.ticker()::nanos,
        () -> endTheProcess("ending the scheduler hangs"));
    parts.start(lastResort, lastResort::start);
    kept.load(ports.ticker().now()).forEach(safeMode::enter);
    signals.listen(this::safeModeBySignal, this::leaveBySignal, this::reload);
    var changes = FileChanges.open("files that ask for safe mode");
    var file = new PolledRequest(
        safeMode,
        SafeModeSource.FILE,
        safeModeFile.watchedBy(changes),
        safeModeFile::unclear,
        SAFE_MODE_POLL,
        changes);
    polledFile = file;
    parts.start(file, file::start);
  }

  /** Before anything is attached, so that an address that is taken stops the start. */
  private void openHttp() {
    HttpSettings wanted = settings.http();
    if (wanted == null) {
      return;
    }
    var observer = new NodeObserver(
        controller::status, controller::age, scheduler, ports.ticker()::nanos, profiled::placement);
    var view = new AgentView(
        () -> observer.get().withLint(currentLint.get().orElse(null)),
        this::status,
        wanted.configuration());
    var pages = new AgentPages(view, ports.ticker()::nanos);
    http = parts.add(() -> HttpServer.open(wanted.address(), pages));
  }

  /** Nobody is answered before it is known whether safe mode is asked for. */
  private void startHttp() {
    HttpServer server = http;
    if (server != null) {
      server.start();
      parts.start(scheduler, scheduler::start);
    }
  }

  private void startUsage() {
    UsageSettings wanted = settings.usage();
    if (wanted == null) {
      return;
    }
    var told = new SchedulerUse(
        enforcement::inCharge,
        () -> Optional.ofNullable(controller.view().status().plan()),
        () -> topology.latest().last());
    var keeper = new UsageKeeper(
        settings.stateDirectory(),
        wanted.config(),
        () -> running().map(wanted.looks()).map(told),
        disk,
        ports.ticker()::nanos);
    usage = keeper;
    parts.start(keeper, keeper::start);
  }

  /** Empty until the loop has been told which workloads there are. */
  private Optional<WorkloadSet> running() {
    return Optional.ofNullable(controller.view().workloads()).map(NodeWorkloads::workloads);
  }

  private NavigableMap<ContainerId, UsageHistory> histories() {
    UsageKeeper keeper = usage;
    if (keeper == null) {
      throw new InputException("the agent does not watch containers: set enabled = true in"
          + " [rightsizing] of its configuration, and start it again");
    }
    return keeper.histories();
  }

  /** Returns where it answers over HTTP; empty if it does not. */
  public Optional<InetSocketAddress> httpAddress() {
    return Optional.ofNullable(http).map(HttpServer::address);
  }

  private List<SafeModeRequest> safeModeRequests() {
    return safeMode.requests();
  }

  private LintRun lintRun() {
    LintReport report = currentLint
        .get()
        .map(LintObservation::report)
        .orElseThrow(() -> new InputException(currentLint
            .problem()
            .orElse("the linter has not looked at this node yet: ask again in a few seconds")));
    return new LintRun("this node", report.at(), List.of(new LintPart("", report)));
  }

  /** Enters safe mode on a signal. */
  public void safeModeBySignal() {
    enter(SafeModeSource.SIGNAL, "", "");
  }

  /** Withdraws on a signal what signals, commands and somebody at the kernel asked for. */
  public void leaveBySignal() {
    leave("a signal");
  }

  /** Looks at the configuration at once, whether it looks changed or not. */
  public void reload() {
    ports.reload().run();
    planner.askNow();
  }

  /** Returns what it does now. */
  public StatusReport status() {
    return status.make();
  }

  /** Returns since when its loop has not come round: about a second while it is well. */
  public Duration loopAge() {
    return controller.age();
  }

  /**
   * Ends. The node returns to its stock scheduler; one with a lease is left to the next agent, unless
   * somebody asks for safe mode. May be repeated.
   */
  @Override
  public void close() {
    if (!safeMode.isAsked()) {
      enforcement.leave();
    }
    end("it was told to end"
        + (enforcement.isLeft() ? ", and left the scheduler to the next one" : ""));
    // Nobody can ask any more. Whoever did while it was being left found nothing to end.
    if (enforcement.isLeft() && safeMode.isAsked()) {
      ports.backend().endLeft();
    }
  }

  private void end(String why) {
    try {
      enforcement.end();
      if (began.getAndSet(false)) {
        audit.append(AuditRecord.ended(ports.ticker().now(), why));
      }
    } finally {
      parts.close();
    }
  }

  private String answer(ControlCall call, String by) {
    return switch (call.command()) {
      case STATUS -> StatusJson.of(status());
      case EXPLAIN ->
        CgroupExplanationJson.of(explainer.explain(Objects.requireNonNull(call.cgroup())));
      case LINT -> LintJson.of(lintRun());
      case HISTORIES -> HistoriesJson.of(histories());
      case LAST_EXIT -> SchedulerExitJson.of(controller.status().lastExit());
      case SAFE_MODE_ON -> {
        enter(SafeModeSource.COMMAND, by, call.reason());
        disk.flush(LAST_WORDS);
        yield ControlProtocol.done(
            isStock()
                ? "the stock scheduler is in charge"
                : "safe mode is on; the scheduler is still being attached or ended, 'temper status'"
                    + " tells what became of it");
      }
      case SAFE_MODE_OFF -> {
        leave(by);
        yield ControlProtocol.done(
            safeMode.isAsked()
                ? "safe mode goes on, since others ask for it: " + safeMode.requests()
                : "nobody asks for safe mode any more");
      }
    };
  }

  /** Waits a little for what the kernel is doing. */
  private boolean isStock() {
    long end = System.nanoTime() + ANSWER_PATIENCE.toNanos();
    while (enforcement.isBusy() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    return !enforcement.isBusy();
  }

  /** Where even that fails, as for want of memory, the end of the process is what is left. */
  private void enter(SafeModeSource source, String by, String reason) {
    try {
      safeMode.enter(new SafeModeRequest(source, by, reason, ports.ticker().now()));
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  /** The file is withdrawn by removing it, the orchestrator's wish at the orchestrator. */
  private void leave(String by) {
    safeMode.leave(SafeModeSource.COMMAND, by);
    safeMode.leave(SafeModeSource.SIGNAL, by);
    safeMode.leave(SafeModeSource.KERNEL, by);
    PolledRequest file = polledFile;
    if (file != null) {
      // Whoever has just removed the file need not be told that it still asks.
      file.look();
    }
  }

  private void changed(NodeStatus before, NodeStatus after) {
    placing.now();
    audit.append(AuditRecord.state(ports.ticker().now(), before, after));
    LOG.info(
        "{}: {}; {}",
        after.state().label(),
        after.state().reason(),
        after.state().next());
  }

  /**
   * Nothing can be relied on: without the process the stock scheduler is in charge, and one with a lease is
   * ended before. Should that hang, the last resort ends the process.
   */
  private void failed(Throwable failure) {
    try {
      // First: to tell it takes memory, which may be what is lacking.
      enforcement.end();
      LOG.error("the agent ends itself, and with it what it enforces", failure);
    } finally {
      endTheProcess("it failed: " + failure);
    }
  }

  /** Who asks for safe mode is written down before, if the disk takes it: the next agent must know. */
  private void endTheProcess(String why) {
    try {
      audit.append(AuditRecord.ended(ports.ticker().now(), why));
      disk.write(KeptRequests.NAME, () -> kept.save(safeMode.requests()));
      disk.flush(LAST_WORDS);
      audit.flush(LAST_WORDS);
    } finally {
      ports.endTheProcess().run();
    }
  }
}
