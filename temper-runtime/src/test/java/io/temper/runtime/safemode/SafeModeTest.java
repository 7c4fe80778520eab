package io.temper.runtime.safemode;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.Lookout;
import io.temper.spi.SafeModeSource;
import io.temper.testkit.FakeBackend;
import io.temper.testkit.KernelConfigs;
import io.temper.testkit.Topologies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SafeModeTest {
  private final FakeBackend host = new FakeBackend();
  private final Enforcement enforcement = new Enforcement();
  private final List<String> news = new ArrayList<>();
  private final SafeMode safeMode = new SafeMode(enforcement, new SafeModeListener() {
    @Override
    public void entered(SafeModeRequest request) {
      news.add("on: " + request);
    }

    @Override
    public void left(SafeModeRequest request, String by) {
      news.add("off by " + by + ": " + request);
    }
  });

  @Test
  void enter_repeated_tellsOnlyWhatIsNew() {
    safeMode.enter(request("upgrade"));
    safeMode.enter(request("upgrade"));
    safeMode.enter(request("upgrade, again"));
    safeMode.leave(SafeModeOrigin.FILE, "ann");
    safeMode.leave(SafeModeOrigin.FILE, "ann");
    assertThat(news)
        .containsExactly(
            "on: file by root: upgrade",
            "on: file by root: upgrade, again",
            "off by ann: file by root: upgrade, again");
  }

  @Test
  void enter_saysSinceWhenItIsAskedFor() {
    safeMode.enter(request("upgrade"));
    safeMode.enter(new SafeModeRequest(SafeModeOrigin.FILE, "root", "upgrade", Instant.MAX));
    assertThat(safeMode.requests()).containsExactly(request("upgrade"));
  }

  @Test
  void leave_withoutHavingAsked_changesNothing() {
    safeMode.enter(request(""));
    assertThat(safeMode.leave(SafeModeOrigin.SIGNAL, "")).isFalse();
    assertThat(safeMode.isAsked()).isTrue();
    assertThat(news).hasSize(1);
  }

  @Test
  void poll_thatIsUnclearWithoutMemoryToSayWhy_counts() {
    var failing = new AtomicBoolean();
    var polled = new PolledRequest(
        safeMode,
        SafeModeOrigin.FILE,
        () -> {
          failing.set(true);
          throw new OutOfMemoryError("injected");
        },
        () -> {
          if (failing.get()) {
            throw new OutOfMemoryError("injected");
          }
          return Instant.EPOCH;
        },
        new Lookout.Pause(Duration.ofDays(1), Duration.ofDays(1)),
        Bell.none());
    polled.look();
    assertThat(safeMode.requests()).singleElement().satisfies(one -> assertThat(one.reason())
        .contains("cannot be told"));
  }

  @Test
  void poll_thatIsUnclear_counts() {
    poll(() -> {
      throw new TemperException("/run/temper: permission denied");
    });
    assertThat(safeMode.requests())
        .containsExactly(new SafeModeRequest(
            SafeModeOrigin.FILE, "", "/run/temper: permission denied", Instant.EPOCH));
  }

  @Test
  void poll_thatIsClearAgain_leaves() {
    poll(() -> Optional.of(new SafeModeSource.Request("", "on")));
    assertThat(safeMode.isAsked()).isTrue();
    poll(Optional::empty);
    assertThat(safeMode.isAsked()).isFalse();
  }

  @Test
  void start_looksBeforeItReturns() {
    try (var polled = polled(() -> Optional.of(new SafeModeSource.Request("", "on")))) {
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
      safeMode.leave(SafeModeOrigin.FILE, "");
    }
    assertThat(host.attachments()).isPositive();
  }

  private void poll(SafeModeSource source) {
    polled(source).look();
  }

  private PolledRequest polled(SafeModeSource source) {
    return new PolledRequest(
        safeMode,
        SafeModeOrigin.FILE,
        source,
        () -> Instant.EPOCH,
        new Lookout.Pause(Duration.ofMillis(1), Duration.ofMillis(1)),
        Bell.none());
  }

  private static SafeModeRequest request(String reason) {
    return new SafeModeRequest(SafeModeOrigin.FILE, "root", reason, Instant.EPOCH);
  }
}
