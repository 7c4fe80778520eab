package io.temper.agent.daemon;

import io.temper.agent.control.ControlServer;
import io.temper.agent.control.SocketClaim;
import io.temper.agent.daemon.disk.AgentRecords;
import io.temper.agent.daemon.disk.AuditRecord;
import io.temper.agent.daemon.port.AgentPorts;
import io.temper.agent.daemon.port.AgentSettings;
import io.temper.agent.daemon.port.HttpSettings;
import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.StartedParts;
import io.temper.agent.daemon.safemode.SafeModeDesk;
import io.temper.agent.daemon.safemode.UserSignals;
import io.temper.agent.daemon.watch.NodeReports;
import io.temper.agent.daemon.watch.NodeWatches;
import io.temper.agent.daemon.watch.ProfileWatch;
import io.temper.agent.http.AgentPages;
import io.temper.agent.http.AgentView;
import io.temper.agent.http.HttpServer;
import io.temper.agent.report.agent.StatusMaker;
import io.temper.agent.report.agent.StatusReport;
import io.temper.agent.report.explain.CgroupExplainer;
import io.temper.agent.report.explain.ProfileExplainer;
import io.temper.kernel.KernelCompiler;
import io.temper.runtime.ControllerThread;
import io.temper.runtime.NodeController;
import io.temper.runtime.Wakeup;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.SafeModeFile;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.status.StatusTeller;
import io.temper.spi.StatusSink;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final Duration LOOP_PATIENCE = Duration.ofSeconds(5);

  private final AgentSettings settings;
  private final AgentPorts ports;
  private final Ticker ticker;
  private final AgentRecords records;
  private final Enforcement enforcement = new Enforcement();
  private final Wakeup wakeup = new Wakeup();
  private final SafeModeDesk desk;
  private final NodeWatches watches;
  private final NodeController controller;
  private final ProfileWatch profiled;
  private final NodeReports reports;
  private final StatusReport.Agent self;
  private final StatusMaker status;
  private final ControlAnswers answers;
  private final UserSignals signals;
  private final StartedParts parts = new StartedParts();
  private final AtomicBoolean began = new AtomicBoolean();

  private volatile @Nullable HttpServer http;
  private volatile @Nullable StatusTeller teller;

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
    this.ticker = ports.process().ticker();
    this.records = new AgentRecords(settings, ticker);
    this.desk = new SafeModeDesk(
        new SafeModeFile(settings.safeModeFile()),
        records,
        enforcement,
        ports.host().backend()::mayBeInCharge,
        wakeup,
        this::failed);
    this.signals = new UserSignals(ports.process().signals());
    this.watches = new NodeWatches(ports, settings.poll(), wakeup);
    this.controller = controller();
    this.profiled = new ProfileWatch(ports.host(), controller, enforcement, watches);
    this.reports =
        new NodeReports(settings, ports, records, controller, enforcement, watches, profiled);
    this.self = new StatusReport.Agent(
        version, ProcessHandle.current().pid(), ticker.now(), settings.source());
    this.status = new StatusMaker(
        self, controller::status, this::problems, ports.process().information());
    var explainer = new CgroupExplainer(
        controller::view,
        ports.workloads().rules(),
        settings.source(),
        new ProfileExplainer(ports.host().profiles(), watches::machine, profiled::placement));
    this.answers = new ControlAnswers(
        this::status, explainer, profiled, reports, controller, enforcement, desk, records);
  }

  private NodeController controller() {
    return new NodeController(
        new NodeController.Ports(
            KernelCompiler.standard(),
            ports.host().backend(),
            records.restarts(),
            records.lastPlan(),
            ticker,
            wakeup),
        watches.feeds(),
        enforcement,
        desk.safeMode(),
        settings.options());
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>(ports.process().notes().get());
    problems.addAll(signals.problems());
    records.audit().problem().ifPresent(problems::add);
    profiled.problem().ifPresent(problems::add);
    problems.addAll(reports.problems());
    Optional.ofNullable(teller).flatMap(StatusTeller::problem).ifPresent(problems::add);
    Duration age = controller.age();
    if (age.compareTo(LOOP_PATIENCE) > 0) {
      problems.add("the loop has not finished a cycle for " + age.toSeconds()
          + " s: the kernel may be slow to attach or publish; safe mode works all the same");
    }
    return problems;
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
      records.start(parts);
      began.set(true);
      records
          .audit()
          .append(AuditRecord.began(ticker.now(), self.version(), self.pid(), self.source()));
      desk.start(parts, signals, this::reload, this::endTheProcess);
      startOrchestrator();
      // Nobody is answered before it is known whether safe mode is asked for.
      parts.add(() -> ControlServer.start(claim, answers::answer));
      startHttp();
      watches.start(parts);
      reports.startLint(parts);
      var loop = new ControllerThread(controller, wakeup, this::changed, this::failed);
      parts.start(loop, loop::start);
      profiled.start(parts);
      reports.startUsage(parts);
    } catch (RuntimeException | Error e) {
      end("it could not be started: " + e);
      throw e;
    }
  }

  private void startOrchestrator() {
    Orchestrator orchestrator = ports.orchestrator();
    if (orchestrator != null) {
      parts.start(orchestrator, orchestrator::start);
      orchestrator.openStatusSink().ifPresent(this::startTelling);
      orchestrator.awaitSafeMode();
      desk.listenTo(orchestrator, parts);
    }
  }

  private void startTelling(StatusSink sink) {
    var started = new StatusTeller(sink, controller::status, ticker);
    teller = started;
    parts.start(started, started::start);
  }

  /** Before anything is attached, so that an address that is taken stops the start. */
  private void openHttp() {
    HttpSettings wanted = settings.http();
    if (wanted == null) {
      return;
    }
    var view = new AgentView(reports::observe, this::status, wanted.configuration());
    var pages = new AgentPages(view, wanted.legacyMetrics(), ticker::nanos);
    http = parts.add(() -> HttpServer.open(wanted.address(), pages));
  }

  private void startHttp() {
    HttpServer server = http;
    if (server != null) {
      server.start();
      reports.startScheduler(parts);
    }
  }

  /** Returns where it answers over HTTP; empty if it does not. */
  public Optional<InetSocketAddress> httpAddress() {
    return Optional.ofNullable(http).map(HttpServer::address);
  }

  /** Looks at the configuration, and at the threads of profiles, at once, whether they look changed or not. */
  public void reload() {
    watches.reload();
    profiled.now();
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
    if (!desk.isAsked()) {
      enforcement.leave();
    }
    end("it was told to end"
        + (enforcement.isLeft() ? ", and left the scheduler to the next one" : ""));
    // Nobody can ask any more. Whoever did while it was being left found nothing to end.
    if (enforcement.isLeft() && desk.isAsked()) {
      ports.host().backend().endLeft();
    }
  }

  private void end(String why) {
    try {
      enforcement.end();
      if (began.getAndSet(false)) {
        records.audit().append(AuditRecord.ended(ticker.now(), why));
      }
    } finally {
      parts.close();
    }
  }

  private void changed(NodeStatus before, NodeStatus after) {
    profiled.now();
    records.audit().append(AuditRecord.state(ticker.now(), before, after));
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
      records.lastWords(why, desk::requests);
    } finally {
      ports.process().end().run();
    }
  }
}
