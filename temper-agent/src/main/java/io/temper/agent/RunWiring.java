package io.temper.agent;

import io.temper.TemperException;
import io.temper.agent.daemon.LogQueue;
import io.temper.agent.daemon.NodeAgent;
import io.temper.agent.daemon.PreparedRun;
import io.temper.agent.daemon.RunRequest;
import io.temper.agent.daemon.RunRequest.Intent;
import io.temper.agent.daemon.port.AgentPorts;
import io.temper.agent.daemon.port.AgentSettings;
import io.temper.agent.daemon.port.HostPorts;
import io.temper.agent.daemon.port.HttpSettings;
import io.temper.agent.daemon.port.PlanPorts;
import io.temper.agent.daemon.port.ProcessPorts;
import io.temper.agent.daemon.port.UsageSettings;
import io.temper.agent.daemon.reload.EffectiveConfig;
import io.temper.agent.daemon.reload.ReloadedConfig;
import io.temper.agent.daemon.reload.ReloadedProfiles;
import io.temper.agent.daemon.reload.WatchedFile;
import io.temper.agent.daemon.safemode.Signals;
import io.temper.agent.lint.NodeLint;
import io.temper.agent.report.agent.ConfigReport;
import io.temper.agent.report.doctor.LimitCheck;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.Machine;
import io.temper.agent.report.plan.PlanMaker;
import io.temper.agent.report.plan.PlanReport;
import io.temper.agent.report.plan.PlanRules;
import io.temper.bpf.Check;
import io.temper.json.ConfigToml;
import io.temper.json.JsonFormatException;
import io.temper.json.WorkloadsToml;
import io.temper.linux.FileChanges;
import io.temper.linux.GroupThreads;
import io.temper.linux.SysfsTopology;
import io.temper.linux.ThreadTable;
import io.temper.linux.UsageReader;
import io.temper.node.NodeTopology;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.AgentConfig.LimitPolicy;
import io.temper.runtime.config.AgentConfig.Mode;
import io.temper.runtime.config.HttpAddress;
import io.temper.runtime.config.LifetimeConfig;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.RightsizingConfig;
import io.temper.runtime.config.SourceSetting;
import io.temper.runtime.feed.SparingSource;
import io.temper.spi.ProbeResult.Finding;
import io.temper.spi.SchedulerBackend;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a configuration into the agent of this host. */
final class RunWiring {
  private static final int PROCESS_FAILED = 70;
  private static final Duration READ_THE_MACHINE_ANYWAY = Duration.ofMinutes(5);

  private final Path configFile;
  private final AgentConfig config;
  private final boolean legacyMetrics;
  private final RunSource source;
  private final EffectiveConfig effective;
  private final String version;
  private final ReloadedProfiles profiles;
  private final ReloadedConfig reloaded;

  /**
   * Creates the wiring of an agent that is not there yet.
   *
   * @throws io.temper.TemperException if a thread profile is wrong
   */
  RunWiring(
      AgentConfig config,
      boolean legacyMetrics,
      WatchedFile<AgentConfig> file,
      RunSource source,
      EffectiveConfig effective,
      String version) {
    this.configFile = file.path();
    this.config = config;
    this.legacyMetrics = legacyMetrics;
    this.source = source;
    this.effective = effective;
    this.version = version;
    this.profiles = PlanWiring.wrongInput(() -> new ReloadedProfiles(
        config.profiles().directory(),
        unused -> PlanWiring.profilesOf(config.profiles(), prefixes())));
    this.reloaded = new ReloadedConfig(
        config, file, profiles, (plan, catalog) -> TierPlanner.with(policy(plan, catalog)));
  }

  /** Returns the thread profiles in force. */
  ProfileCatalog profiles() {
    return reloaded.profiles();
  }

  private PlanPolicy policy(PlanConfig plan) {
    return policy(plan, reloaded.profiles());
  }

  private PlanPolicy policy(PlanConfig plan, ProfileCatalog profiles) {
    return PlanWiring.policy(plan, source.tierRules(plan), profiles);
  }

  /** Those of the source: what stands in a file is noted under the standard ones, whatever is configured. */
  private AnnotationPrefixes prefixes() {
    return source.tierRules(config.plan()).prefixes();
  }

  private static AnnotationPrefixes configured(AgentConfig config) {
    return config.plan().tierRules().prefixes();
  }

  /**
   * Reads what is configured.
   *
   * @param request what the command line says
   * @param backends makes what puts a scheduler in charge with such a lifetime
   * @param version of Temper
   * @throws io.temper.TemperException if the configuration is wrong, or names no source
   */
  static PreparedRun prepare(
      RunRequest request, Function<LifetimeConfig, SchedulerBackend> backends, String version) {
    var effective = new EffectiveConfig();
    WatchedFile<AgentConfig> file = configOf(request, effective);
    AgentConfig config = PlanWiring.wrongInput(file);
    var wiring = new RunWiring(
        config,
        request.legacyMetrics() || config.legacyMetrics(),
        file,
        sourceOf(request, config),
        effective,
        version);
    Mode mode = modeOf(request, config);
    noteOptions(request, wiring, mode);
    return new PreparedRun(
        mode == Mode.DRY_RUN,
        wiring::plan,
        log -> wiring.agent(mode, backends.apply(config.lifetime()), log));
  }

  /**
   * Looks for faults of a configuration, and of the workload file and profiles that it names.
   *
   * @param file the configuration; null for the usual place
   */
  static ConfigReport check(@Nullable Path file) {
    try {
      var config = configOf(new RunRequest(file, null, false, null), new EffectiveConfig())
          .get();
      PlanWiring.profilesOf(config.profiles(), configured(config));
      if (!(config.source() instanceof SourceSetting.File source)) {
        String where = config.source() == null
            ? "no source of workloads is named"
            : config.source() instanceof SourceSetting.Systemd
                ? "the agent goes by the units of systemd, not looked at now"
                : "a cluster is named, not asked now";
        return new ConfigReport(rightness(file) + ", and " + where, List.of());
      }
      int rules = WorkloadsToml.read(source.path()).size();
      return new ConfigReport(
          rightness(file) + ", and so is " + source.path() + " with " + rules
              + (rules == 1 ? " workload" : " workloads"),
          List.of());
    } catch (JsonFormatException | InputException e) {
      return new ConfigReport("", String.valueOf(e.getMessage()).lines().toList());
    }
  }

  /** One that is not there is no fault, but was not looked at either. */
  private static String rightness(@Nullable Path file) {
    if (file == null && Files.notExists(ConfigToml.DEFAULT_FILE)) {
      return "there is no " + ConfigToml.DEFAULT_FILE + ", so every key has its default";
    }
    return Objects.requireNonNullElse(file, ConfigToml.DEFAULT_FILE) + " is right";
  }

  private static WatchedFile<AgentConfig> configOf(RunRequest request, EffectiveConfig effective) {
    return request.config() == null
        ? new WatchedFile<>(
            ConfigToml.DEFAULT_FILE, file -> effective.note(ConfigToml.readPlacedIfThere(file)))
        : new WatchedFile<>(request.config(), file -> effective.note(ConfigToml.readPlaced(file)));
  }

  private static void noteOptions(RunRequest request, RunWiring wiring, Mode mode) {
    if (request.intent() != null) {
      wiring.effective.override("mode", "--" + mode.label(), mode.label());
    }
    if (request.source() != null) {
      wiring.effective.override("source", "--source", wiring.source.text());
    }
    if (request.legacyMetrics()) {
      wiring.effective.override("metrics.legacy", "--legacy-metrics", true);
    }
  }

  private static RunSource sourceOf(RunRequest request, AgentConfig config) {
    SourceSetting setting;
    try {
      setting = request.source() == null ? config.source() : SourceSetting.parse(request.source());
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "--source: " + e.getMessage() + "; give file:PATH, systemd, kubernetes, kubernetes:NODE,"
              + " nomad or nomad:NODE_ID",
          e);
    }
    if (setting instanceof SourceSetting.File file) {
      return new FileSource(file);
    }
    if (setting instanceof SourceSetting.Kubernetes kubernetes) {
      return new OrchestratorSource(
          KubernetesSource.open(kubernetes, System.getenv(), configured(config)));
    }
    if (setting instanceof SourceSetting.Nomad nomad) {
      return new OrchestratorSource(NomadSource.open(nomad, System.getenv(), configured(config)));
    }
    if (setting instanceof SourceSetting.Systemd systemd) {
      return new SystemdSource(systemd);
    }
    throw new InputException("nothing says where workloads come from: give --source file:PATH,"
        + " --source systemd, --source kubernetes:NODE or --source nomad, or source = \"file:PATH\" in "
        + ConfigToml.DEFAULT_FILE);
  }

  private static Mode modeOf(RunRequest request, AgentConfig config) {
    Intent intent = request.intent();
    if (intent == null) {
      return config.mode();
    }
    return switch (intent) {
      case DRY_RUN -> Mode.DRY_RUN;
      case OBSERVE -> Mode.OBSERVE;
    };
  }

  private PlanReport plan() {
    var host = SysfsTopology.read();
    var running = PlanWiring.wrongInput(() -> source.readOnce(this::systemCgroups));
    // Pods that cannot be used are in no plan: whoever reads it is told.
    var notes = Stream.of(host.notes(), source.notes(), source.information())
        .flatMap(List::stream)
        .toList();
    var machine = new Machine("host", host.topology(), notes);
    var rules = new PlanRules(policy(config.plan()), prefixes(), List.of());
    return new PlanMaker(rules, machine).planAs("this host", running);
  }

  private NodeAgent agent(Mode mode, SchedulerBackend backend, LogQueue log) {
    var configChanges = FileChanges.open("changes of the configuration");
    var ports = new AgentPorts(
        source.ports(this::systemCgroups),
        new PlanPorts(
            configChanges.watching(
                configFile, configChanges.watchingFilesOf(profiles.folder(), reloaded)),
            configChanges,
            () -> policy(reloaded.plan()).tierPolicy(),
            reloaded::forget),
        new HostPorts(
            backend,
            topology(),
            objections(),
            reloaded::profiles,
            new GroupThreads(AgentWiring.cgroups(), ThreadTable.DEFAULT_ROOT),
            AgentWiring::lintFacts),
        new ProcessPorts(
            Signals::handle,
            Ticker.system(),
            () -> Stream.of(
                    reloaded.notes().stream(), log.problem().stream(), source.notes().stream())
                .flatMap(notes -> notes)
                .toList(),
            source::information,
            () -> halt(log)),
        source.orchestrator().orElse(null));
    return new NodeAgent(settings(mode), ports, version);
  }

  private List<CgroupPath> systemCgroups() {
    return reloaded.plan().systemCgroups();
  }

  /** Ends the process, whatever becomes of the last lines of its log. */
  static void halt(LogQueue log) {
    try {
      log.flushLast();
    } finally {
      Runtime.getRuntime().halt(PROCESS_FAILED);
    }
  }

  private static Supplier<NodeTopology> topology() {
    return new SparingSource<>(
        () -> SysfsTopology.read().topology(),
        SysfsTopology::online,
        READ_THE_MACHINE_ANYWAY,
        Ticker.system()::nanos);
  }

  private Supplier<List<Finding>> objections() {
    if (config.limits() == LimitPolicy.WARN) {
      return List::of;
    }
    var tree = AgentWiring.cgroups();
    var check = new LimitCheck(policy(config.plan()), tree::cpuLimits);
    return () -> {
      Check answer = check.ask();
      if (answer.verdict() == Check.Verdict.UNKNOWN) {
        // A source that fails leaves its last answer in force.
        throw new TemperException(answer.finding() + "; " + answer.remedy());
      }
      return answer.verdict() == Check.Verdict.SUPPORTED
          ? List.of()
          : List.of(new Finding(answer.id(), answer.finding(), answer.remedy()));
    };
  }

  private AgentSettings settings(Mode mode) {
    var files = config.files();
    var audit = config.audit();
    return new AgentSettings(
        options(mode),
        config.loop().poll(),
        source.text(),
        files.safeMode(),
        files.controlSocket(),
        files.state(),
        Objects.requireNonNullElse(audit.file(), files.state().resolve("audit.jsonl")),
        audit.maxSizeBytes(),
        audit.keep(),
        http(config.http()),
        usage(config.rightsizing()),
        NodeLint.Pace.STANDARD,
        prefixes());
  }

  private static @Nullable UsageSettings usage(RightsizingConfig rightsizing) {
    if (!rightsizing.enabled()) {
      return null;
    }
    var ticker = Ticker.system();
    var reader = new UsageReader(
        AgentWiring.cgroups(),
        ThreadTable.open(ThreadTable.DEFAULT_ROOT),
        SysfsTopology.read().topology().cpus().size(),
        ticker::now,
        ticker::nanos);
    return new UsageSettings(rightsizing, new HostUsage(reader));
  }

  private @Nullable HttpSettings http(@Nullable HttpAddress address) {
    return address == null
        ? null
        : new HttpSettings(address.socketAddress(), legacyMetrics, effective);
  }

  private ControllerOptions options(Mode mode) {
    return new ControllerOptions(
        mode == Mode.OBSERVE ? ControllerOptions.Mode.OBSERVE : ControllerOptions.Mode.ENFORCE,
        config.loop().timing(),
        config.restart().policy(),
        ControllerOptions.STANDARD.look());
  }
}
