package io.temper.agent.daemon.disk;

import io.temper.agent.daemon.port.AgentSettings;
import io.temper.agent.daemon.port.StartedParts;
import io.temper.runtime.PlanMemory;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.restart.RestartMemory;
import io.temper.runtime.safemode.SafeModeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What the agent writes down for whoever comes after it. No caller waits for a disk, but at the end. */
public final class AgentRecords {
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final Ticker ticker;
  private final AuditFile audit;
  private final KeptRequests kept;
  private final RestartMemory restarts;
  private final PlanMemory lastPlan;
  private final DiskThread disk = new DiskThread();

  public AgentRecords(AgentSettings settings, Ticker ticker) {
    this.ticker = ticker;
    this.audit =
        new AuditFile(settings.auditFile(), settings.auditMaxBytes(), settings.auditKeep());
    Path state = settings.stateDirectory();
    this.kept = new KeptRequests(state.resolve("safe-mode.json"));
    this.restarts = new SavedElsewhere(new RestartFile(state.resolve("restarts.json")), disk);
    this.lastPlan = new PlanFile(state.resolve("last.plan"), disk, ticker::nanos);
  }

  public void start(StartedParts parts) {
    parts.start(disk, disk::start);
    parts.start(audit, audit::start);
  }

  public Ticker ticker() {
    return ticker;
  }

  public AuditFile audit() {
    return audit;
  }

  public DiskThread disk() {
    return disk;
  }

  /** Returns what keeps failed attachments. */
  public RestartMemory restarts() {
    return restarts;
  }

  /** Returns what keeps the plan in force. */
  public PlanMemory lastPlan() {
    return lastPlan;
  }

  /** Returns who asked for safe mode when the agent before ended. */
  public List<SafeModeRequest> requestsOfBefore() {
    return kept.load(ticker.now());
  }

  /** Writes down, soon, who asks for safe mode then. */
  public void keep(Supplier<List<SafeModeRequest>> requests) {
    disk.write(KeptRequests.NAME, () -> kept.save(requests.get()));
  }

  /** Waits a little until what was to be written down is. */
  public void flush() {
    disk.flush(LAST_WORDS);
  }

  /** Writes down why the process ends now and who asks for safe mode, if the disk takes it in time. */
  public void lastWords(String why, Supplier<List<SafeModeRequest>> requests) {
    audit.append(AuditRecord.ended(ticker.now(), why));
    keep(requests);
    flush();
    audit.flush(LAST_WORDS);
  }
}
