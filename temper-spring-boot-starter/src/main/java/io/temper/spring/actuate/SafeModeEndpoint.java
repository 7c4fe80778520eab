package io.temper.spring.actuate;

import io.temper.spring.node.EmbeddedNode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** {@code /actuator/temper} of a node where safe mode can be asked for here. */
@Endpoint(id = "temper")
public final class SafeModeEndpoint {
  private final TemperReports reports;
  private final EmbeddedNode node;

  SafeModeEndpoint(TemperReports reports, EmbeddedNode node) {
    this.reports = reports;
    this.node = node;
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

  /**
   * Asks for safe mode, or withdraws what was asked for here. Returns once the node is on its stock scheduler; a
   * scheduler that is being attached at that moment is waited for, for at most ten seconds.
   *
   * @param safeMode whether it is wanted
   * @param reason why, in the words of whoever asks
   * @return values of the moment after
   */
  @WriteOperation
  public TemperReport safeMode(boolean safeMode, @Nullable String reason) {
    boolean unused =
        safeMode ? node.enterSafeMode(reason == null ? "" : reason) : node.leaveSafeMode();
    return reports.get();
  }
}
