package io.temper.spring.actuate;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code /actuator/temper}, to be read. */
@Endpoint(id = "temper")
public final class TemperEndpoint {
  private final TemperReports reports;

  TemperEndpoint(TemperReports reports) {
    this.reports = reports;
  }

  /**
   * Tells what Temper does for this application.
   *
   * @return values of one moment
   */
  @ReadOperation
  public TemperReport report() {
    return reports.get();
  }
}
