package io.temper.agent.systemd;

import io.temper.TemperException;
import io.temper.agent.report.agent.StatusReport;
import io.temper.runtime.thread.Repeater;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager that started this process, if one did, what its agent does: from a thread of
 * its own, which never waits for the manager, and for which nobody waits.
 */
public final class ServiceManager implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration UNTIL_READY = Duration.ofMillis(50);
  private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);

  private final NotifySocket socket;
  private final Notices notices;
  private final Supplier<StatusReport> status;
  private final Supplier<Duration> loopAge;
  private final Repeater thread;

  private ServiceManager(
      NotifySocket socket,
      Notices notices,
      Duration pause,
      Supplier<StatusReport> status,
      Supplier<Duration> loopAge) {
    this.socket = socket;
    this.notices = notices;
    this.status = status;
    this.loopAge = loopAge;
    this.thread = new Repeater(
        "temper-service-manager", this::look, () -> notices.isReady() ? pause : UNTIL_READY);
  }

  /**
   * Begins to tell.
   *
   * @param variables the environment that this process was started with
   * @param status gives what the agent does
   * @param loopAge gives since when its loop has not come round
   * @return empty if no manager listens, or it cannot be told
   */
  public static Optional<ServiceManager> tell(
      Map<String, String> variables, Supplier<StatusReport> status, Supplier<Duration> loopAge) {
    String name = variables.getOrDefault("NOTIFY_SOCKET", "");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var watchdog = Watchdog.of(variables, ProcessHandle.current().pid()).orElse(null);
    try {
      var manager = new ServiceManager(
          new NotifySocket(name), new Notices(watchdog), pause(watchdog), status, loopAge);
      manager.thread.start();
      return Optional.of(manager);
    } catch (TemperException e) {
      LOG.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Often enough for people, and for the watchdog. */
  private static Duration pause(@Nullable Watchdog watchdog) {
    Duration wanted = watchdog == null ? LOOK : watchdog.interval().dividedBy(2);
    Duration atMost = wanted.compareTo(LOOK) < 0 ? wanted : LOOK;
    return atMost.compareTo(SHORTEST_LOOK) > 0 ? atMost : SHORTEST_LOOK;
  }

  private void look() {
    long now = System.nanoTime();
    List<String> lines = notices.due(status.get(), loopAge.get(), now);
    if (!lines.isEmpty() && socket.send(String.join("\n", lines))) {
      notices.told(lines, now);
    }
  }

  /** Tells that the agent ends. May be repeated. */
  @Override
  public void close() {
    thread.close();
    // Sending never waits, so nor does this; what the thread still had to say is not said any more.
    try (socket) {
      socket.send("STOPPING=1\nSTATUS=ending");
    } catch (TemperException e) {
      LOG.warn("{}", e.getMessage());
    }
  }
}
