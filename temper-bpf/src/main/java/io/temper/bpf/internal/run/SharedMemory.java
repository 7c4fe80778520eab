package io.temper.bpf.internal.run;

import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.ExitInfoCodec;
import io.temper.bpf.internal.object.MappedRegion;
import io.temper.bpf.internal.object.SchedulerObject;
import io.temper.observe.SchedulerExit;
import java.time.Duration;
import java.util.Optional;

/**
 * The memory that both a loaded scheduler and this process write: {@code struct t_shared}. No method
 * makes a system call.
 */
public final class SharedMemory {
  private static final String CONTROL = "t_control";

  private final Abi abi;
  private final ExitInfoCodec exitCodec;
  private final MappedRegion shared;

  /** Finds the memory of {@code object}. */
  public SharedMemory(SchedulerObject object, Abi abi) {
    this.abi = abi;
    this.exitCodec = new ExitInfoCodec(abi);
    this.shared = object.globals(".data");
  }

  /** Says that this process lives; {@code nanos} is CLOCK_MONOTONIC. */
  public void beat(long nanos) {
    shared.putLong(control("heartbeat_ns"), nanos);
  }

  /** Makes the scheduler expect beats from {@code nanos}, CLOCK_MONOTONIC, on. */
  public void expectBeats(long nanos, Duration timeout) {
    beat(nanos);
    setHeartbeatTimeout(timeout);
  }

  /** Sets how long the scheduler goes on without a beat; zero for ever. */
  public void setHeartbeatTimeout(Duration timeout) {
    shared.putLong(control("heartbeat_timeout_ns"), timeout.toNanos());
  }

  /** Makes every task look its layer up again. */
  public synchronized void bumpMembership() {
    long at = control("cg_gen");
    shared.putLong(at, shared.getLong(at) + 1);
  }

  /** Asks a scheduler that was loaded with fault injection to end with {@code code}. */
  public void injectExit(long code) {
    inject("T_DEBUG_EXIT", code);
  }

  /** Asks a scheduler that was loaded with fault injection to end by an error. */
  public void injectError() {
    shared.putInt(control("debug"), abi.constant("T_DEBUG_ERROR"));
  }

  /** Asks a scheduler that was loaded with fault injection to forget who waits in a layer. */
  public void injectStall(int slot) {
    inject("T_DEBUG_STALL", slot);
  }

  /** Asks a scheduler that was loaded with fault injection to have no memory for new tasks. */
  public void injectMissingMemory() {
    inject("T_DEBUG_NO_MEMORY", 0);
  }

  private void inject(String what, long about) {
    shared.putLong(control("debug_exit_code"), about);
    shared.putInt(control("debug"), abi.constant(what));
  }

  /** Returns how the scheduler ended; empty while it runs. */
  public Optional<SchedulerExit> exit() {
    int at = abi.offsetOf("t_shared", "exit_info");
    if (shared.getInt(at + exitCodec.kindAt()) == 0) {
      return Optional.empty();
    }
    return Optional.of(exitCodec.decode(shared.copy(at, exitCodec.size())));
  }

  private int control(String member) {
    return abi.offsetOf("t_shared", "control") + abi.offsetOf(CONTROL, member);
  }
}
