package io.temper.json;

import static io.temper.json.Absent.require;

import io.temper.tier.IgnoredAnnotation;

/** An annotation that did not decide as it is written. */
record IgnoredDto(String key, String value, String why) {
  /** Refuses what is absent. */
  IgnoredDto {
    require("key", key);
    require("value", value);
    require("why", why);
  }

  static IgnoredDto of(IgnoredAnnotation ignored) {
    return new IgnoredDto(ignored.key(), ignored.value(), ignored.why());
  }

  IgnoredAnnotation toDomain() {
    return new IgnoredAnnotation(key, value, why);
  }
}
