package io.temper.agent;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.Machine;
import io.temper.agent.report.input.MachineReader;
import io.temper.agent.report.plan.PlanInputs;
import io.temper.agent.report.plan.PlanRules;
import io.temper.json.ConfigToml;
import io.temper.json.JsonFormatException;
import io.temper.json.ProfilesToml;
import io.temper.json.TopologyJson;
import io.temper.linux.SysfsTopology;
import io.temper.plan.PlanPolicy;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.ProfilesConfig;
import io.temper.tier.TierRules;
import io.temper.workload.AnnotationPrefixes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a configuration into what plans are made by: the same for an agent and for a list of pods. */
final class PlanWiring implements PlanInputs {
  private final MachineReader machines = new MachineReader(SysfsTopology::read, TopologyJson::read);

  @Override
  public Machine machine(String argument) {
    return machines.read(argument);
  }

  @Override
  public PlanRules rules(@Nullable Path config) {
    if (config == null) {
      return rules(PlanConfig.STANDARD, ProfileCatalog.of(ProfilesToml.builtIns()), List.of());
    }
    return wrongInput(() -> rules(ConfigToml.read(config)));
  }

  /** Those of pods: an agent of another source makes its own of the thresholds. */
  private static PlanRules rules(AgentConfig config) {
    var profiles = config.profiles();
    return rules(
        config.plan(),
        profilesOf(profiles, config.plan().tierRules().prefixes()),
        profiles.enabled() && Files.notExists(profiles.directory())
            ? List.of("profiles.directory: there is no " + profiles.directory()
                + " on this host, so of all thread profiles only the built-in ones count")
            : List.of());
  }

  private static PlanRules rules(PlanConfig plan, ProfileCatalog profiles, List<String> notes) {
    var rules = plan.tierRules();
    return new PlanRules(policy(plan, rules, profiles), rules.prefixes(), notes);
  }

  /**
   * Returns what a planner goes by.
   *
   * @param plan what is configured
   * @param rules how the tier is decided: those configured, or what a source of workloads makes of them
   * @param profiles the thread profiles
   */
  static PlanPolicy policy(PlanConfig plan, TierRules rules, ProfileCatalog profiles) {
    return plan.policy(rules).withProfiles(profiles);
  }

  /**
   * Reads the thread profiles.
   *
   * @param where they are
   * @param prefixes under which a workload may name its own
   * @return the built-in ones and those of the folder; none if they are switched off
   * @throws io.temper.TemperException if a file is wrong, or two profiles exclude each other
   */
  static ProfileCatalog profilesOf(ProfilesConfig where, AnnotationPrefixes prefixes) {
    if (!where.enabled()) {
      return ProfileCatalog.EMPTY;
    }
    var all = Stream.concat(
        ProfilesToml.builtIns().stream(), ProfilesToml.readFolder(where.directory()).stream());
    try {
      return new ProfileCatalog(all.toList(), prefixes);
    } catch (IllegalArgumentException e) {
      throw new InputException(where.directory() + ": " + e.getMessage(), e);
    }
  }

  /** What a command is given and cannot be understood is wrong input, not a failure. */
  static <T> T wrongInput(Supplier<T> read) {
    try {
      return read.get();
    } catch (JsonFormatException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }
}
