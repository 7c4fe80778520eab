package io.temper.agent.daemon.safemode;

import io.temper.agent.daemon.disk.AgentRecords;
import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.StartedParts;
import io.temper.linux.FileChanges;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.LastResort;
import io.temper.runtime.safemode.PolledRequest;
import io.temper.runtime.safemode.SafeMode;
import io.temper.runtime.safemode.SafeModeFile;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.thread.Lookout;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a user of this node asks for safe mode and withdraws it: by a file, a signal or a command. Who
 * asked before the agent was started still does.
 */
public final class SafeModeDesk {
  /** The second is that which is promised; the rest is below what a kubelet gives a container to end. */
  private static final LastResort.Patience CLOSE_PATIENCE =
      new LastResort.Patience(Duration.ofSeconds(1), Duration.ofSeconds(15));

  /** With a bell the looks only cover a ring that was lost: still within the second that is promised. */
  private static final Lookout.Pause FILE_POLL =
      new Lookout.Pause(Duration.ofMillis(100), Duration.ofMillis(900));

  /** Its bell loses nothing; the looks cover what goes wrong without one. */
  private static final Lookout.Pause ORCHESTRATOR_POLL =
      new Lookout.Pause(Duration.ofMillis(50), Duration.ofSeconds(1));

  private final AgentRecords records;
  private final Enforcement enforcement;
  private final BooleanSupplier mayBeInCharge;
  private final Consumer<Throwable> failed;
  private final SafeModeFile file;
  private final SafeMode safeMode;

  private volatile @Nullable PolledRequest polledFile;

  /**
   * Creates a desk that hears nobody yet.
   *
   * @param file asks by being there
   * @param records keeps who asks
   * @param enforcement is ended when somebody asks
   * @param mayBeInCharge tells whether the host may still run by a scheduler that was told to end
   * @param wake lets the loop see what changed
   * @param failed is told where even entering safe mode fails
   */
  public SafeModeDesk(
      SafeModeFile file,
      AgentRecords records,
      Enforcement enforcement,
      BooleanSupplier mayBeInCharge,
      Runnable wake,
      Consumer<Throwable> failed) {
    this.file = file;
    this.records = records;
    this.enforcement = enforcement;
    this.mayBeInCharge = mayBeInCharge;
    this.failed = failed;
    this.safeMode = new SafeMode(enforcement, new SafeModeNews(records, this::requests, wake));
  }

  /** Returns who asks, and lets the loop ask as well. */
  public SafeMode safeMode() {
    return safeMode;
  }

  public List<SafeModeRequest> requests() {
    return safeMode.requests();
  }

  public boolean isAsked() {
    return safeMode.isAsked();
  }

  /**
   * What was asked for before comes first: a signal that is heard is written into the same file.
   *
   * @param signals are heard from now on
   * @param reload is what a signal asks for that has nothing to do with safe mode
   * @param endTheProcess is told why, when ending the scheduler hangs
   */
  public void start(
      StartedParts parts, UserSignals signals, Runnable reload, Consumer<String> endTheProcess) {
    var lastResort = new LastResort(
        enforcement,
        CLOSE_PATIENCE,
        mayBeInCharge,
        records.ticker()::nanos,
        () -> endTheProcess.accept("ending the scheduler hangs"));
    parts.start(lastResort, lastResort::start);
    records.requestsOfBefore().forEach(safeMode::enter);
    signals.listen(() -> enter(SafeModeOrigin.SIGNAL, "", ""), () -> leave("a signal"), reload);
    var changes = FileChanges.open("files that ask for safe mode");
    var polled = new PolledRequest(
        safeMode,
        SafeModeOrigin.FILE,
        changes.watching(file.path(), file::asked)::get,
        records.ticker()::now,
        FILE_POLL,
        changes);
    polledFile = polled;
    parts.start(polled, polled::start);
  }

  /** What the orchestrator asks for is known before this returns, if it can be told. */
  public void listenTo(Orchestrator orchestrator, StartedParts parts) {
    var polled = new PolledRequest(
        safeMode,
        SafeModeOrigin.ANNOTATION,
        orchestrator.safeMode(),
        records.ticker()::now,
        ORCHESTRATOR_POLL,
        orchestrator.safeModeBell());
    parts.start(polled, polled::start);
  }

  /** Where even that fails, as for want of memory, the end of the process is what is left. */
  public void enter(SafeModeOrigin source, String by, String reason) {
    try {
      safeMode.enter(new SafeModeRequest(source, by, reason, records.ticker().now()));
    } catch (RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  /**
   * Withdraws what signals, commands and somebody at the kernel asked for. The file is withdrawn by
   * removing it, the orchestrator's wish at the orchestrator.
   */
  public void leave(String by) {
    safeMode.leave(SafeModeOrigin.COMMAND, by);
    safeMode.leave(SafeModeOrigin.SIGNAL, by);
    safeMode.leave(SafeModeOrigin.KERNEL, by);
    PolledRequest polled = polledFile;
    if (polled != null) {
      // Whoever has just removed the file need not be told that it still asks.
      polled.look();
    }
  }
}
