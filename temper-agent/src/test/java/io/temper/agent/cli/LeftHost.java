package io.temper.agent.cli;

import io.temper.agent.daemon.safemode.LeftScheduler;
import io.temper.agent.report.input.KnownConfig;
import io.temper.kernel.KernelConfig;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** A host without an agent, on which a scheduler may be in charge. */
final class LeftHost implements SchedulerBackend {
  static final Path DIRECTORY = Path.of("/run/temper/bpf/lease");

  /** One that runs its stock scheduler, with nothing left. */
  static final LeftHost STOCK = new LeftHost(false, () -> true);

  private final BooleanSupplier end;
  private boolean inCharge;

  /**
   * Creates one.
   *
   * @param inCharge whether a scheduler of Temper's is in charge
   * @param end what ending it says, or throws
   */
  LeftHost(boolean inCharge, BooleanSupplier end) {
    this.inCharge = inCharge;
    this.end = end;
  }

  LeftScheduler left(KnownConfig known) {
    return new LeftScheduler(this, () -> inCharge, DIRECTORY, known.doubt());
  }

  boolean isInCharge() {
    return inCharge;
  }

  @Override
  public boolean endLeft() {
    if (end.getAsBoolean()) {
      inCharge = false;
      return true;
    }
    return false;
  }

  @Override
  public ProbeResult probe() {
    return new ProbeResult.Supported();
  }

  @Override
  public AttachedScheduler attach(KernelConfig config, SchedulerListener listener) {
    throw new AssertionError("nothing is to be attached");
  }
}
