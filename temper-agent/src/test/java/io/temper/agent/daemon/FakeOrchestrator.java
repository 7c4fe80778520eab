package io.temper.agent.daemon;

import io.temper.agent.daemon.port.Orchestrator;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.NewsBell;
import io.temper.spi.SafeModeSource;
import io.temper.spi.StatusSink;
import io.temper.testkit.FakeSafeModeSource;
import io.temper.testkit.FakeStatusSink;
import java.util.List;
import java.util.Optional;

/** An orchestrator that asks for safe mode when a test says so, and remembers what it was told. */
final class FakeOrchestrator implements Orchestrator {
  final FakeSafeModeSource safeMode = new FakeSafeModeSource();
  final FakeStatusSink sink = new FakeStatusSink();
  private final NewsBell bell = new NewsBell();
  private volatile boolean toldUntilTheEnd;

  /** Whether what it is told was closed before itself. */
  boolean isToldUntilTheEnd() {
    return toldUntilTheEnd;
  }

  @Override
  public void start() {
    // Nothing to listen to.
  }

  @Override
  public void awaitSafeMode() {
    // Known from the beginning.
  }

  @Override
  public SafeModeSource safeMode() {
    return safeMode;
  }

  @Override
  public Bell safeModeBell() {
    return bell;
  }

  void ring() {
    bell.ring();
  }

  @Override
  public Optional<StatusSink> openStatusSink() {
    return Optional.of(sink);
  }

  @Override
  public ApiServerObservation observe() {
    return new ApiServerObservation(List.of(), List.of());
  }

  @Override
  public void close() {
    toldUntilTheEnd = sink.isClosed();
  }
}
