package io.temper.agent;

import io.temper.agent.bench.BenchCommand;
import io.temper.agent.bundle.AgentParts;
import io.temper.agent.bundle.Bundle;
import io.temper.agent.bundle.BundlePart;
import io.temper.agent.bundle.BundleRequest;
import io.temper.agent.bundle.KernelParts;
import io.temper.agent.bundle.TemperParts;
import io.temper.agent.cli.ClusterCommand;
import io.temper.agent.cli.ConfigCommand;
import io.temper.agent.cli.DoctorCommand;
import io.temper.agent.cli.ExplainCommand;
import io.temper.agent.cli.LabCommand;
import io.temper.agent.cli.LayersCommand;
import io.temper.agent.cli.LintCommand;
import io.temper.agent.cli.MigrateCommand;
import io.temper.agent.cli.PlanCommand;
import io.temper.agent.cli.RightsizeCommand;
import io.temper.agent.cli.RunCommand;
import io.temper.agent.cli.SafeModeCommand;
import io.temper.agent.cli.SimulateCommand;
import io.temper.agent.cli.StatusCommand;
import io.temper.agent.cli.TemperCli;
import io.temper.agent.cli.ThreadsCommand;
import io.temper.agent.cli.VersionCommand;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Console;
import io.temper.agent.daemon.PreparedRun;
import io.temper.agent.daemon.RunRequest;
import io.temper.agent.daemon.safemode.LeftScheduler;
import io.temper.agent.demo.DemoCommand;
import io.temper.agent.demo.DemoHost;
import io.temper.agent.lint.HostLintFacts;
import io.temper.agent.report.agent.VersionReader;
import io.temper.agent.report.doctor.LimitCheck;
import io.temper.agent.report.doctor.Secrets;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.KnownConfig;
import io.temper.agent.report.observe.HostGroups;
import io.temper.agent.report.observe.LayerSource;
import io.temper.agent.report.observe.ThreadObserver;
import io.temper.bpf.Check;
import io.temper.bpf.Lease;
import io.temper.bpf.Preflight;
import io.temper.bpf.SchedExtLoader;
import io.temper.bpf.SchedExtObserver;
import io.temper.bpf.SchedExtOptions;
import io.temper.json.ConfigToml;
import io.temper.json.KubeletCpuState;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.cleanup.CleanupReport;
import io.temper.k8s.cleanup.CleanupRequest;
import io.temper.k8s.cleanup.ClusterCleanup;
import io.temper.lint.fact.LintInput;
import io.temper.linux.CgroupTree;
import io.temper.linux.CpuLimit;
import io.temper.linux.ThreadTable;
import io.temper.plan.PlanPolicy;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.config.LifetimeConfig;
import io.temper.runtime.placement.ExpectedThread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The composition root: the only place that names the adapters together and creates them. */
final class AgentWiring {

  private AgentWiring() {}

  /** Returns the command line over the real adapters. */
  static TemperCli commandLine(Console console) {
    var context = CliContext.of(console);
    return new TemperCli(context, commands(context), AgentWiring::version);
  }

  private static List<Object> commands(CliContext context) {
    var policy = PlanPolicy.STANDARD;
    var inputs = new PlanWiring();
    return List.of(
        new DoctorCommand(context, () -> checks(policy), request -> bundle(policy, request)),
        new PlanCommand(context, inputs),
        new LintCommand(context, inputs, AgentWiring::version),
        new ExplainCommand(context, inputs, AgentWiring::hostGroups),
        new SimulateCommand(context, inputs),
        new LayersCommand(context, AgentWiring::attachedLayers),
        new ThreadsCommand(context, AgentWiring::hostGroups, AgentWiring::attachedThreads),
        new RightsizeCommand(context),
        new RunCommand(context, AgentWiring::prepare),
        new ConfigCommand(context, RunWiring::check),
        new StatusCommand(context),
        new SafeModeCommand(context, AgentWiring::leftScheduler),
        new MigrateCommand(context),
        new ClusterCommand(context, AgentWiring::cleanUp),
        new DemoCommand(context, () -> DemoHost.ofThisMachine(loader()), AgentWiring::version),
        new BenchCommand(context, () -> DemoHost.ofThisMachine(loader()), VersionReader::read),
        new LabCommand(),
        new VersionCommand(context, VersionReader::read));
  }

  private static PreparedRun prepare(RunRequest request) {
    return RunWiring.prepare(request, lifetime -> new SchedExtLoader(options(lifetime)), version());
  }

  /** The directory counts without a lease, too: the agent before may have had one. */
  static SchedExtOptions options(LifetimeConfig lifetime) {
    var directory = lifetime.leaseDirectory();
    var options = SchedExtOptions.builder()
        .heartbeatTimeout(lifetime.heartbeatTimeout())
        .leaseDirectory(directory);
    var lease = lifetime.lease();
    return options(lease == null ? options : options.withLease(new Lease(lease, directory)));
  }

  /** A configuration that cannot be read keeps nobody from the stock scheduler. */
  private static LeftScheduler leftScheduler(KnownConfig known) {
    var options = options(known.config().lifetime());
    var loader = new SchedExtLoader(options);
    return new LeftScheduler(
        loader,
        () ->
            loader.preflight().schedulerInCharge().filter(Preflight::isTempers).isPresent(),
        options.leaseDirectory(),
        known.doubt().isEmpty() ? "" : "the configured directory is not known: " + known.doubt());
  }

  private static CleanupReport cleanUp(
      @Nullable Path kubeconfig, CleanupRequest request, Consumer<String> first) {
    try (ApiServer server =
        kubeconfig == null ? ApiServer.ofEnvironment() : ApiServer.of(kubeconfig)) {
      first.accept(server.address());
      return new ClusterCleanup(server, request, Ticker.system()).run();
    }
  }

  private static List<Check> checks(PlanPolicy policy) {
    var checks = new ArrayList<>(loader().preflight().run());
    checks.add(new LimitCheck(policy, AgentWiring::cpuLimits).ask());
    return checks;
  }

  private static Bundle bundle(PlanPolicy policy, BundleRequest request) {
    var config = Objects.requireNonNullElse(request.config(), ConfigToml.DEFAULT_FILE);
    var kernel = KernelParts.ofThisHost(cgroupRoot());
    var agent = new AgentParts(config, request.config() != null, request.socket(), kernel.proc());
    var parts = new ArrayList<BundlePart>();
    parts.addAll(
        new TemperParts(() -> checks(policy), AgentWiring::attachedLayers, VersionReader::read)
            .parts());
    parts.addAll(agent.parts());
    parts.addAll(kernel.parts());
    return new Bundle(parts, Secrets.of(agent.configurationText()), version());
  }

  private static List<CpuLimit> cpuLimits() {
    return cgroups().cpuLimits();
  }

  /** Returns the tree of control groups: where the kernel has it, or where a system property says. */
  static CgroupTree cgroups() {
    return CgroupTree.open(cgroupRoot());
  }

  private static HostGroups hostGroups() {
    return HostGroups.ofThisHost(cgroupRoot());
  }

  private static Path cgroupRoot() {
    var root = System.getProperty("temper.cgroup.root");
    return root == null ? CgroupTree.DEFAULT_ROOT : Path.of(root);
  }

  private static String version() {
    return VersionReader.read().version();
  }

  private static Optional<LayerSource> attachedLayers() {
    return SchedExtObserver.find(options()).map(AttachedLayers::new);
  }

  private static Optional<ThreadObserver> attachedThreads() {
    return SchedExtObserver.find(options()).map(AttachedThreads::new);
  }

  /**
   * Returns what the linter of the agent learns of this host.
   *
   * @param expected gives where the threads of profiled workloads should be
   */
  static UnaryOperator<LintInput> lintFacts(Supplier<List<ExpectedThread>> expected) {
    return new HostLintFacts(
        hostGroups(),
        ThreadTable.DEFAULT_ROOT,
        KubeletCpuState.DEFAULT_FILE,
        ConfigToml.DEFAULT_FILE.resolveSibling("lint-suppressions.toml"),
        AgentWiring::attachedThreads,
        expected,
        System::nanoTime);
  }

  /** Returns what loads the scheduler, as the system properties say. */
  static SchedExtLoader loader() {
    return new SchedExtLoader(options());
  }

  private static SchedExtOptions options() {
    return options(SchedExtOptions.builder());
  }

  /** Adds what the system properties say. */
  private static SchedExtOptions options(SchedExtOptions.Builder builder) {
    try {
      return builder.systemProperties().build();
    } catch (IllegalArgumentException e) {
      throw new InputException("system property " + e.getMessage(), e);
    }
  }
}
