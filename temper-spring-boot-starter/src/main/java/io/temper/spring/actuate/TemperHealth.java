package io.temper.spring.actuate;

import io.temper.spring.TemperState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** The health of Temper in this application; {@code docs/spring-boot.md} has the mapping. */
final class TemperHealth implements HealthIndicator {
  private final TemperReports reports;

  TemperHealth(TemperReports reports) {
    this.reports = reports;
  }

  @Override
  public Health health() {
    TemperState state = reports.state();
    return Health.status(statusOf(state.level()))
        .withDetail("mode", reports.role().mode().label())
        .withDetail("state", state.label())
        .withDetail("reason", state.reason())
        .build();
  }

  private static Status statusOf(TemperState.Level level) {
    return switch (level) {
      case UP -> Status.UP;
      case UNKNOWN -> Status.UNKNOWN;
      case OUT_OF_SERVICE -> Status.OUT_OF_SERVICE;
      case DOWN -> Status.DOWN;
    };
  }
}
