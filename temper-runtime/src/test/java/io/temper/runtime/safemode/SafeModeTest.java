package io.temper.runtime.safemode;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.testkit.FakeBackend;
import io.temper.testkit.KernelConfigs;
import io.temper.testkit.Topologies;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SafeModeTest {
  private final FakeBackend host = new FakeBackend();
  private final Enforcement enforcement = new Enforcement();
  private final AtomicInteger changes = new AtomicInteger();
  private final SafeMode safeMode = new SafeMode(enforcement, changes::incrementAndGet);

  @Test
  void enter_repeated_tellsOnlyWhatIsNew() {
    safeMode.enter(request("upgrade"));
    safeMode.enter(request("upgrade"));
    assertThat(changes).hasValue(1);
    safeMode.enter(request("upgrade, again"));
    assertThat(changes).hasValue(2);
    assertThat(safeMode.requests()).containsExactly(request("upgrade, again"));
  }

  @Test
  void leave_withoutHavingAsked_changesNothing() {
    safeMode.enter(request(""));
    assertThat(safeMode.leave(SafeModeSource.SIGNAL)).isFalse();
    assertThat(safeMode.isAsked()).isTrue();
    assertThat(changes).hasValue(1);
  }

  @Test
  void poll_thatIsUnclear_counts() {
    poll(() -> {
      throw new TemperException("/run/temper: permission denied");
    });
    assertThat(safeMode.requests()).containsExactly(request("/run/temper: permission denied"));
  }

  @Test
  void poll_thatIsClearAgain_leaves() {
    poll(() -> Optional.of(request("on")));
    assertThat(safeMode.isAsked()).isTrue();
    poll(Optional::empty);
    assertThat(safeMode.isAsked()).isFalse();
  }

  @Test
  void start_looksBeforeItReturns() {
    try (var polled = polled(() -> Optional.of(request("on")))) {
      polled.start();
      assertThat(safeMode.isAsked()).isTrue();
    }
  }

  @Test
  void askedWhileManyAttach_leavesNothingAttached() throws InterruptedException {
    for (int round = 0; round < 300; round++) {
      Thread asks = new Thread(() -> safeMode.enter(request("race")));
      asks.start();
      enforcement.attach(
          safeMode, () -> host.attach(KernelConfigs.plain(Topologies.smt(2)), exit -> {}));
      asks.join();
      assertThat(host.inForce()).isEmpty();
      safeMode.leave(SafeModeSource.FILE);
    }
    assertThat(host.attachments()).isPositive();
  }

  private void poll(Supplier<Optional<SafeModeRequest>> source) {
    polled(source).look();
  }

  private PolledRequest polled(Supplier<Optional<SafeModeRequest>> source) {
    return new PolledRequest(
        safeMode, SafeModeSource.FILE, source, SafeModeTest::request, Duration.ofMillis(1));
  }

  private static SafeModeRequest request(String reason) {
    return new SafeModeRequest(SafeModeSource.FILE, "root", reason, Instant.EPOCH);
  }
}
