package io.temper.tier;

import io.temper.tier.TierReason.ByAnnotation;
import io.temper.tier.TierReason.ByDefault;
import io.temper.tier.TierReason.ByPriority;
import io.temper.tier.TierReason.ByServiceClass;
import io.temper.tier.TierReason.BySystemPriority;
import io.temper.tier.TierRules.SystemPods;
import io.temper.tier.TierRules.TierAnnotation;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes by system priority, then annotation, then priority number, then service class. */
final class RuledTierPolicy implements TierPolicy {
  private static final String ANNOTATION = "tier";

  /** Kubernetes keeps user-defined classes below 1 000 000 001 and its own two at 2 000 000 000. */
  private static final int LOWEST_SYSTEM_PRIORITY = 2_000_000_000;

  private static final Set<String> SYSTEM_CLASSES =
      Set.of("system-node-critical", "system-cluster-critical");

  private final TierRules rules;
  private final List<String> annotationKeys;

  RuledTierPolicy(TierRules rules) {
    this.rules = rules;
    annotationKeys = rules.prefixes().keysOf(ANNOTATION);
  }

  @Override
  public TierAssignment assign(Workload workload) {
    List<Map.Entry<String, String>> annotations = tierAnnotations(workload);
    Optional<String> system = systemEvidence(workload);
    if (system.isPresent()) {
      return new TierAssignment.InSystemLayer(
          new BySystemPriority(system.get()),
          ignored(annotations, "the node depends on this workload"));
    }
    if (annotations.isEmpty()) {
      return byPriorityOrClass(workload, List.of());
    }
    if (rules.tierAnnotation() == TierAnnotation.IGNORED) {
      return byPriorityOrClass(workload, ignored(annotations, "tier annotations are switched off"));
    }
    return byAnnotation(workload, annotations);
  }

  private List<Map.Entry<String, String>> tierAnnotations(Workload workload) {
    Map<String, String> all = workload.annotations();
    if (all.isEmpty()) {
      return List.of();
    }
    return annotationKeys.stream()
        .filter(all::containsKey)
        .map(key -> Map.entry(key, all.getOrDefault(key, "")))
        .toList();
  }

  private Optional<String> systemEvidence(Workload workload) {
    if (rules.systemPods() == SystemPods.BY_THRESHOLD) {
      return Optional.empty();
    }
    Optional<String> name = workload.priorityClassName().filter(SYSTEM_CLASSES::contains);
    if (name.isPresent()) {
      return name.map(value -> "priority class " + value);
    }
    return workload.priority().orElse(0) >= LOWEST_SYSTEM_PRIORITY
        ? Optional.of("priority " + workload.priority().getAsInt())
        : Optional.empty();
  }

  /** The first annotation that names a tier decides; those before and after are reported. */
  private TierAssignment byAnnotation(
      Workload workload, List<Map.Entry<String, String>> annotations) {
    List<IgnoredAnnotation> ignored = new ArrayList<>();
    Optional<TierReason.ByAnnotation> decision = Optional.empty();
    for (Map.Entry<String, String> entry : annotations) {
      Optional<Tier> named = Tier.ofLabel(entry.getValue());
      if (named.isEmpty()) {
        ignored.add(ignored(entry, "it names none of critical, high, normal, low, background"));
      } else if (decision.isEmpty()) {
        decision = Optional.of(new ByAnnotation(entry.getKey(), named.get()));
      } else if (named.get() != decision.get().tier()) {
        ignored.add(ignored(entry, decision.get().key() + " wins"));
      }
    }
    return decision
        .<TierAssignment>map(by -> new TierAssignment.InTier(by.tier(), by, ignored))
        .orElseGet(() -> byPriorityOrClass(workload, ignored));
  }

  private TierAssignment byPriorityOrClass(Workload workload, List<IgnoredAnnotation> ignored) {
    if (workload.priority().isPresent()) {
      int priority = workload.priority().getAsInt();
      Tier tier = rules.thresholds().tierOf(priority);
      int threshold = rules.thresholds().lowestOf(tier);
      return new TierAssignment.InTier(tier, new ByPriority(priority, tier, threshold), ignored);
    }
    if (workload.serviceClass().isPresent()) {
      ServiceClass serviceClass = workload.serviceClass().get();
      Tier tier = tierOf(serviceClass);
      return new TierAssignment.InTier(tier, new ByServiceClass(serviceClass, tier), ignored);
    }
    return new TierAssignment.InTier(Tier.NORMAL, new ByDefault(Tier.NORMAL), ignored);
  }

  private static Tier tierOf(ServiceClass serviceClass) {
    return switch (serviceClass) {
      case GUARANTEED, BURSTABLE -> Tier.NORMAL;
      case BEST_EFFORT -> Tier.BACKGROUND;
    };
  }

  private static List<IgnoredAnnotation> ignored(
      List<Map.Entry<String, String>> annotations, String why) {
    return annotations.stream().map(entry -> ignored(entry, why)).toList();
  }

  private static IgnoredAnnotation ignored(Map.Entry<String, String> entry, String why) {
    return new IgnoredAnnotation(entry.getKey(), entry.getValue(), why);
  }
}
