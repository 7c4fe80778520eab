package io.temper.agent.daemon.safemode;

import io.temper.TemperException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signals by which a user talks to the agent. One that cannot be heard is said to be missing. */
public final class UserSignals {
  private static final Logger LOG = LoggerFactory.getLogger(UserSignals.class);

  private final BiConsumer<String, Runnable> hear;
  private final BooleanSupplier usr2MayBeTheJvms;
  private final List<String> unheard = new CopyOnWriteArrayList<>();
  private final AtomicLong unheeded = new AtomicLong();

  /**
   * Hears nothing yet.
   *
   * @param hear calls a handler whenever the signal of that name comes, or throws
   */
  public UserSignals(BiConsumer<String, Runnable> hear) {
    this(hear, JvmSignal::mayBeUsr2);
  }

  /**
   * Hears nothing yet.
   *
   * @param hear calls a handler whenever the signal of that name comes, or throws
   * @param usr2MayBeTheJvms tells whether a SIGUSR2 of now may be one that the JVM sent to itself
   */
  UserSignals(BiConsumer<String, Runnable> hear, BooleanSupplier usr2MayBeTheJvms) {
    this.hear = hear;
    this.usr2MayBeTheJvms = usr2MayBeTheJvms;
  }

  /** Hears what this Java can hear. */
  void listen(Runnable enter, Runnable leave, Runnable reload) {
    listen("USR1", enter);
    listen("USR2", () -> leaveUnlessTheJvms(leave));
    listen("HUP", reload);
  }

  private void listen(String name, Runnable handler) {
    try {
      hear.accept(name, handler);
    } catch (TemperException e) {
      unheard.add(String.valueOf(e.getMessage()));
      LOG.warn("SIG{} has no effect: {}", name, e.getMessage());
    }
  }

  /** Safe mode must not end because a profiler runs. */
  private void leaveUnlessTheJvms(Runnable leave) {
    if (!usr2MayBeTheJvms.getAsBoolean()) {
      leave.run();
    } else if (unheeded.getAndIncrement() == 0) {
      LOG.warn("SIGUSR2 is not heeded while the flight recorder may send it");
    }
  }

  /** Returns what a user should know, a sentence each. */
  public List<String> problems() {
    List<String> all = new ArrayList<>(unheard);
    if (unheeded.get() > 0) {
      all.add(
          "SIGUSR2 is not heeded, since the flight recorder of this JVM sends it too: use 'temper"
              + " safe-mode off', or start the agent with _JAVA_SR_SIGNUM=40");
    }
    return all;
  }
}
