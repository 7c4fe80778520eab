package io.temper.json;

import static io.temper.json.Absent.require;

import io.temper.tier.TierReason;
import io.temper.tier.TierReason.ByAnnotation;
import io.temper.tier.TierReason.ByDefault;
import io.temper.tier.TierReason.ByPriority;
import io.temper.tier.TierReason.ByServiceClass;
import io.temper.tier.TierReason.BySystemPriority;
import org.jspecify.annotations.Nullable;

/**
 * The rule that gave a workload its place as it is written: the rule's name, a sentence for people,
 * and of the other fields those that the rule has.
 */
record ReasonDto(
    String rule,
    String sentence,
    @Nullable String tier,
    @Nullable Integer priority,
    @Nullable Integer threshold,
    @Nullable String serviceClass,
    @Nullable String key,
    @Nullable String evidence) {
  /** Refuses what is absent. */
  ReasonDto {
    require("rule", rule);
  }

  private static final String PRIORITY = "priority";
  private static final String SERVICE_CLASS = "serviceClass";
  private static final String DEFAULT = "default";
  private static final String ANNOTATION = "annotation";
  private static final String SYSTEM_PRIORITY = "systemPriority";

  static ReasonDto of(TierReason reason) {
    String sentence = reason.sentence();
    if (reason instanceof ByPriority by) {
      Integer threshold = by.threshold() == Integer.MIN_VALUE ? null : by.threshold();
      return new ReasonDto(
          PRIORITY, sentence, WireName.of(by.tier()), by.priority(), threshold, null, null, null);
    }
    if (reason instanceof ByServiceClass by) {
      String serviceClass = WireName.of(by.serviceClass());
      String tier = WireName.of(by.tier());
      return new ReasonDto(SERVICE_CLASS, sentence, tier, null, null, serviceClass, null, null);
    }
    if (reason instanceof ByAnnotation by) {
      String tier = WireName.of(by.tier());
      return new ReasonDto(ANNOTATION, sentence, tier, null, null, null, by.key(), null);
    }
    if (reason instanceof BySystemPriority by) {
      return new ReasonDto(SYSTEM_PRIORITY, sentence, null, null, null, null, null, by.evidence());
    }
    String tier = WireName.of(((ByDefault) reason).tier());
    return new ReasonDto(DEFAULT, sentence, tier, null, null, null, null, null);
  }

  TierReason toDomain() {
    return switch (rule) {
      case PRIORITY ->
        new ByPriority(
            require("priority", priority),
            WireName.tier(require("tier", tier)),
            threshold == null ? Integer.MIN_VALUE : threshold);
      case SERVICE_CLASS ->
        new ByServiceClass(
            WireName.serviceClass(require("serviceClass", serviceClass)),
            WireName.tier(require("tier", tier)));
      case DEFAULT -> new ByDefault(WireName.tier(require("tier", tier)));
      case ANNOTATION ->
        new ByAnnotation(require("key", key), WireName.tier(require("tier", tier)));
      case SYSTEM_PRIORITY -> new BySystemPriority(require("evidence", evidence));
      default -> throw new IllegalArgumentException("there is no rule '" + rule + "'");
    };
  }
}
