package io.temper.agent.daemon;

import io.temper.agent.control.ControlCall;
import io.temper.agent.control.ControlProtocol;
import io.temper.agent.daemon.disk.AgentRecords;
import io.temper.agent.daemon.safemode.SafeModeDesk;
import io.temper.agent.daemon.watch.NodeReports;
import io.temper.agent.daemon.watch.ProfileWatch;
import io.temper.agent.json.CgroupExplanationJson;
import io.temper.agent.json.GroupedThreadsJson;
import io.temper.agent.json.HistoriesJson;
import io.temper.agent.json.LintJson;
import io.temper.agent.json.SchedulerExitJson;
import io.temper.agent.json.StatusJson;
import io.temper.agent.report.agent.StatusReport;
import io.temper.agent.report.explain.CgroupExplainer;
import io.temper.runtime.NodeController;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.SafeModeOrigin;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Answers commands that come over the control socket.
 *
 * @param status gives what the agent says of itself
 * @param explainer explains where a group is
 * @param profiled places single threads
 * @param reports what is found out about the node
 * @param controller tells how the last scheduler ended
 * @param enforcement the scheduler in charge
 * @param desk takes requests for safe mode
 * @param records are on the disk, if that takes them, before a command is told that it is done
 */
record ControlAnswers(
    Supplier<StatusReport> status,
    CgroupExplainer explainer,
    ProfileWatch profiled,
    NodeReports reports,
    NodeController controller,
    Enforcement enforcement,
    SafeModeDesk desk,
    AgentRecords records) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * Answers one call.
   *
   * @param by who calls
   * @return a document of the protocol
   */
  String answer(ControlCall call, String by) {
    return switch (call.command()) {
      case STATUS -> StatusJson.of(status.get());
      case EXPLAIN ->
        CgroupExplanationJson.of(explainer.explain(Objects.requireNonNull(call.cgroup())));
      case THREAD_GROUPS -> GroupedThreadsJson.of(profiled.placed());
      case LINT -> LintJson.of(reports.lintRun());
      case HISTORIES -> HistoriesJson.of(reports.histories());
      case LAST_EXIT -> SchedulerExitJson.of(controller.status().lastExit());
      case SAFE_MODE_ON -> enterSafeMode(by, call.reason());
      case SAFE_MODE_OFF -> leaveSafeMode(by);
    };
  }

  private String enterSafeMode(String by, String reason) {
    desk.enter(SafeModeOrigin.COMMAND, by, reason);
    records.flush();
    return ControlProtocol.done(
        enforcement.awaitStock(PATIENCE)
            ? "the stock scheduler is in charge"
            : "safe mode is on; the scheduler is still being attached or ended, 'temper status'"
                + " tells what became of it");
  }

  private String leaveSafeMode(String by) {
    desk.leave(by);
    records.flush();
    return ControlProtocol.done(
        desk.isAsked()
            ? "safe mode goes on, since others ask for it: " + desk.requests()
            : "nobody asks for safe mode any more");
  }
}
