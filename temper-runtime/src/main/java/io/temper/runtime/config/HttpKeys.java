package io.temper.runtime.config;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of the agent's HTTP, and of what it tells there. */
final class HttpKeys {
  static final ConfigKey<Optional<HttpAddress>> ADDRESS = new ConfigKey<>(
      "http.address",
      address().optional(),
      "where the agent answers to `/metrics`, `/observe`, `/config`, `/healthz` and `/readyz`"
          + " ([http.md](http.md)); without it nothing listens",
      config -> Optional.ofNullable(config.http()));

  static final ConfigKey<Boolean> LEGACY_METRICS = new ConfigKey<>(
      "metrics.legacy",
      ConfigTypes.bool(),
      "whether `/metrics` has what was documented under the names of before, too"
          + " ([migration.md](migration.md))",
      AgentConfig::legacyMetrics);

  private HttpKeys() {}

  static Stream<ConfigKey<?>> all() {
    return Stream.of(ADDRESS, LEGACY_METRICS);
  }

  private static ConfigType<HttpAddress> address() {
    return new ConfigType<>(
        HttpAddress.DESCRIBED,
        "127.0.0.1:9753",
        plain -> HttpAddress.parse(
            plain instanceof BigDecimal number
                ? number.toString()
                : ConfigTypes.text(HttpAddress.DESCRIBED, plain)),
        value -> Optional.of(value.text()));
  }
}
