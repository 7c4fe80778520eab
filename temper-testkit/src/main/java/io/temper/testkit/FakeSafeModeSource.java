package io.temper.testkit;

import io.temper.TemperException;
import io.temper.spi.SafeModeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody who asks for safe mode when a test says so. Thread-safe. */
public final class FakeSafeModeSource implements SafeModeSource {
  private @Nullable Request request;
  private @Nullable String problem;

  /** Creates one that does not ask. */
  public FakeSafeModeSource() {}

  /**
   * Asks from now on.
   *
   * @param by who
   * @param reason why
   */
  public synchronized void asks(String by, String reason) {
    request = new Request(by, reason);
    problem = null;
  }

  /** Asks no more. */
  public synchronized void withdraws() {
    request = null;
    problem = null;
  }

  /**
   * Makes it impossible to tell from now on, until somebody asks or withdraws.
   *
   * @param message what is wrong, where, and what to do about it
   */
  public synchronized void fails(String message) {
    problem = message;
  }

  @Override
  public synchronized Optional<Request> asked() {
    if (problem != null) {
      throw new TemperException(problem);
    }
    return Optional.ofNullable(request);
  }
}
