package io.temper.agent.systemd;

import io.temper.agent.report.agent.StatusReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a service manager is told next. Remembers what it was told, and nothing else. For one
 * thread.
 *
 * <p>It is ready once the agent knows its first state. That may be that a source fails or does not
 * answer: such an agent serves its socket and safe mode, and ending it would help nobody.
 *
 * <p>That it is alive is told only while the loop comes round: a loop that hangs decides nothing any
 * more, and without its process the node is on its stock scheduler.
 */
final class Notices {
  private static final String READY = "READY=1";
  private static final int MOST_STATUS_CHARS = 1_000;

  private final @Nullable Watchdog watchdog;
  private boolean ready;
  private String status = "";
  private boolean wasAlive;
  private long aliveNanos;

  /**
   * Creates one for a manager that was told nothing yet.
   *
   * @param watchdog how often it wants to hear; null if it does not
   */
  Notices(@Nullable Watchdog watchdog) {
    this.watchdog = watchdog;
  }

  /**
   * Returns what to tell now.
   *
   * @param report what the agent does
   * @param loopAge since when its loop has not come round
   * @param nowNanos by a clock that never steps
   * @return assignments; none if there is no news
   */
  List<String> due(StatusReport report, Duration loopAge, long nowNanos) {
    List<String> lines = new ArrayList<>();
    if (!ready && isDecided(report)) {
      lines.add(READY);
    }
    String now = status(report);
    if (!now.equals(status)) {
      lines.add(now);
    }
    if (isAliveDue(loopAge, nowNanos)) {
      lines.add("WATCHDOG=1");
    }
    return lines;
  }

  /** Remembers that all of this was told. */
  void told(List<String> lines, long nowNanos) {
    for (String line : lines) {
      if (line.equals(READY)) {
        ready = true;
      } else if (line.startsWith("STATUS=")) {
        status = line;
      } else {
        wasAlive = true;
        aliveNanos = nowNanos;
      }
    }
  }

  /** Returns whether the manager was told that the agent is ready. */
  boolean isReady() {
    return ready;
  }

  private static boolean isDecided(StatusReport report) {
    return !report.state().name().equals("idle")
        || report.sources().stream().anyMatch(source -> source.problem() != null);
  }

  private static String status(StatusReport report) {
    String text = report.state().name() + ": " + report.state().reason();
    String line = text.replaceAll("\\R", " ");
    return "STATUS="
        + (line.length() > MOST_STATUS_CHARS ? line.substring(0, MOST_STATUS_CHARS) : line);
  }

  private boolean isAliveDue(Duration loopAge, long nowNanos) {
    if (watchdog == null || loopAge.compareTo(watchdog.interval()) > 0) {
      return false;
    }
    return !wasAlive || nowNanos - aliveNanos >= watchdog.interval().toNanos();
  }
}
