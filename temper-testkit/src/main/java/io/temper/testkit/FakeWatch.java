package io.temper.testkit;

import io.temper.observe.ThreadStats;
import io.temper.spi.ThreadWatch;
import java.util.Optional;

/** The watch of a thread that is never put on a CPU. */
final class FakeWatch implements ThreadWatch {
  @Override
  public Optional<ThreadStats> read() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
