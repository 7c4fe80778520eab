package io.temper.runtime.config;

import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierRules;
import io.temper.tier.TierRules.SystemPods;
import io.temper.tier.TierRules.TierAnnotation;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The keys that say how workloads become layers. */
final class PlanKeys {
  static final String PRIORITIES = "priority_mapping";
  static final String TIERS = "tiers";
  static final String NOMAD_PRIORITIES = "nomad_priority_mapping";
  static final String UNIT_WEIGHTS = "systemd_weight_mapping";
  static final String CEILINGS = "ceilings";

  private static final ConfigKey<Integer> CRITICAL =
      threshold(Tier.CRITICAL, PriorityThresholds::critical);
  private static final ConfigKey<Integer> HIGH = threshold(Tier.HIGH, PriorityThresholds::high);
  private static final ConfigKey<Integer> NORMAL =
      threshold(Tier.NORMAL, PriorityThresholds::normal);
  private static final ConfigKey<Integer> LOW = threshold(Tier.LOW, PriorityThresholds::low);

  private static final ConfigKey<Boolean> HONOUR = new ConfigKey<>(
      TIERS + ".honour_annotation",
      ConfigTypes.bool(),
      "whether a pod may name its own tier by annotation; otherwise that is reported and has no"
          + " effect",
      config -> config.plan().tierRules().tierAnnotation() == TierAnnotation.HONOURED);

  private static final ConfigKey<SystemPods> SYSTEM_PODS = new ConfigKey<>(
      TIERS + ".system_pods",
      ConfigTypes.choice(List.of(SystemPods.values()), PlanKeys::label),
      "where pods go that the node depends on: above all tiers, or where their priority leads",
      config -> config.plan().tierRules().systemPods());

  static final ConfigKey<AnnotationPrefixes> PREFIXES = new ConfigKey<>(
      TIERS + ".annotation_prefixes",
      prefixesType(),
      "the prefixes of the annotations of pods and of the node; the first is written, and wins where"
          + " several disagree. A change counts from the agent's next start on. A workload file has no"
          + " annotations",
      config -> config.plan().tierRules().prefixes());

  private static final Map<Tier, ConfigKey<Integer>> NOMAD_PRIORITY = mapping(
      NOMAD_PRIORITIES,
      NumberTypes.integer(1, 32767),
      "the lowest priority of a Nomad job of tier ",
      PlanConfig::nomadPriorities);

  /** One above the highest weight is a tier that no weight leads to. */
  private static final Map<Tier, ConfigKey<Integer>> UNIT_WEIGHT = mapping(
      UNIT_WEIGHTS,
      NumberTypes.integer(0, 10_001),
      "the lowest CPU weight of a unit of tier ",
      PlanConfig::unitWeights);

  private static final Map<Tier, ConfigKey<Optional<CpuQuantity>>> CEILING = ceilingKeys();

  private static final ConfigKey<List<CgroupPath>> SYSTEM_CGROUPS = new ConfigKey<>(
      "system.cgroups",
      ConfigTypes.listOf("a list of cgroup paths", ConfigTypes.cgroup()),
      "control groups of the host that the node depends on, such as its container runtime: they join"
          + " the system layer",
      config -> config.plan().systemCgroups());

  private PlanKeys() {}

  static Stream<ConfigKey<?>> all() {
    return Stream.of(
            Stream.of(CRITICAL, HIGH, NORMAL, LOW, HONOUR, SYSTEM_PODS, PREFIXES),
            NOMAD_PRIORITY.values().stream(),
            UNIT_WEIGHT.values().stream(),
            CEILING.values().stream(),
            Stream.of(SYSTEM_CGROUPS))
        .flatMap(keys -> keys);
  }

  static PlanConfig read(ConfigValues values, ConfigAssembly assembly) {
    PriorityThresholds thresholds = assembly.section(
        PRIORITIES,
        () -> new PriorityThresholds(
            values.get(CRITICAL), values.get(HIGH), values.get(NORMAL), values.get(LOW)),
        PriorityThresholds.STANDARD);
    TierRules rules = new TierRules(
        thresholds,
        values.get(SYSTEM_PODS),
        values.get(HONOUR) ? TierAnnotation.HONOURED : TierAnnotation.IGNORED,
        values.get(PREFIXES));
    Map<Tier, CpuQuantity> ceilings = new EnumMap<>(Tier.class);
    CEILING.forEach((tier, key) -> values.get(key).ifPresent(most -> ceilings.put(tier, most)));
    return new PlanConfig(
        rules,
        ceilings,
        values.get(SYSTEM_CGROUPS),
        mapped(NOMAD_PRIORITIES, NOMAD_PRIORITY, PriorityThresholds.NOMAD, values, assembly),
        mapped(UNIT_WEIGHTS, UNIT_WEIGHT, PriorityThresholds.CPU_WEIGHTS, values, assembly));
  }

  private static PriorityThresholds mapped(
      String section,
      Map<Tier, ConfigKey<Integer>> keys,
      PriorityThresholds standard,
      ConfigValues values,
      ConfigAssembly assembly) {
    int[] lowest = keys.values().stream().mapToInt(values::get).toArray();
    return assembly.section(
        section,
        () -> new PriorityThresholds(lowest[0], lowest[1], lowest[2], lowest[3]),
        standard);
  }

  /** By falling tier. */
  private static Map<Tier, ConfigKey<Integer>> mapping(
      String section,
      ConfigType<Integer> numbers,
      String described,
      Function<PlanConfig, PriorityThresholds> value) {
    Map<Tier, ConfigKey<Integer>> keys = new EnumMap<>(Tier.class);
    Stream.of(Tier.CRITICAL, Tier.HIGH, Tier.NORMAL, Tier.LOW)
        .forEach(tier -> keys.put(
            tier,
            new ConfigKey<>(
                section + "." + tier.label(),
                numbers,
                described + tier.label() + "; the four must fall in this order",
                config -> value.apply(config.plan()).lowestOf(tier))));
    return keys;
  }

  private static ConfigKey<Integer> threshold(Tier tier, ToIntFunction<PriorityThresholds> value) {
    return new ConfigKey<>(
        PRIORITIES + "." + tier.label(),
        NumberTypes.integer(Integer.MIN_VALUE, Integer.MAX_VALUE),
        "the lowest priority number of tier " + tier.label() + "; the four must fall in this order",
        config -> value.applyAsInt(config.plan().tierRules().thresholds()));
  }

  private static Map<Tier, ConfigKey<Optional<CpuQuantity>>> ceilingKeys() {
    Map<Tier, ConfigKey<Optional<CpuQuantity>>> keys = new EnumMap<>(Tier.class);
    Arrays.stream(Tier.values())
        .forEach(tier -> keys.put(
            tier,
            new ConfigKey<>(
                CEILINGS + "." + tier.label(),
                NumberTypes.ceiling().optional(),
                "the most CPU time that tier " + tier.label() + " may use in all",
                config -> Optional.ofNullable(config.plan().ceilings().get(tier)))));
    return keys;
  }

  private static ConfigType<AnnotationPrefixes> prefixesType() {
    ConfigType<List<String>> texts = ConfigTypes.listOf(
        "a list of prefixes that end with a slash",
        ConfigTypes.text("a prefix such as temper.io/", "temper.io/"));
    return new ConfigType<>(
        texts.described(), texts.example(), plain -> prefixes(texts.read(plain)), value -> texts
            .writer()
            .apply(Stream.concat(Stream.of(value.primary()), value.aliases().stream())
                .toList()));
  }

  private static AnnotationPrefixes prefixes(List<String> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("expected at least one prefix, found none");
    }
    return new AnnotationPrefixes(all.get(0), all.subList(1, all.size()));
  }

  private static String label(SystemPods value) {
    return switch (value) {
      case IN_SYSTEM_LAYER -> "system-layer";
      case BY_THRESHOLD -> "by-threshold";
    };
  }
}
