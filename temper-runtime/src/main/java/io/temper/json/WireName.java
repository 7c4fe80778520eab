package io.temper.json;

import io.temper.plan.LayerRole;
import io.temper.plan.diff.PlanChange;
import io.temper.profile.ThreadTreatment;
import io.temper.tier.Tier;
import io.temper.workload.ServiceClass;
import java.util.function.Function;

/** The names of enum constants on the wire, spelled by hand: renaming a constant changes none. */
final class WireName {
  private WireName() {}

  static String of(Tier tier) {
    return switch (tier) {
      case CRITICAL -> "critical";
      case HIGH -> "high";
      case NORMAL -> "normal";
      case LOW -> "low";
      case BACKGROUND -> "background";
    };
  }

  static String of(LayerRole role) {
    return switch (role) {
      case SYSTEM -> "system";
      case CRITICAL -> "critical";
      case HIGH -> "high";
      case NORMAL -> "normal";
      case DEFAULT -> "default";
      case LOW -> "low";
      case BACKGROUND -> "background";
    };
  }

  static String of(ServiceClass serviceClass) {
    return switch (serviceClass) {
      case GUARANTEED -> "guaranteed";
      case BURSTABLE -> "burstable";
      case BEST_EFFORT -> "bestEffort";
    };
  }

  static String of(PlanChange.Reach reach) {
    return switch (reach) {
      case NOTHING -> "nothing";
      case MEMBERS -> "members";
      case SHAPE -> "shape";
    };
  }

  static Tier tier(String name) {
    return named(name, "tier", Tier.values(), WireName::of);
  }

  static LayerRole role(String name) {
    return named(name, "role", LayerRole.values(), WireName::of);
  }

  static ServiceClass serviceClass(String name) {
    return named(name, "service class", ServiceClass.values(), WireName::of);
  }

  static ThreadTreatment treatment(String name) {
    return named(name, "treatment", ThreadTreatment.values(), ThreadTreatment::label);
  }

  private static <T> T named(String name, String what, T[] values, Function<T, String> nameOf) {
    for (T value : values) {
      if (nameOf.apply(value).equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException("there is no " + what + " '" + name + "'");
  }
}
