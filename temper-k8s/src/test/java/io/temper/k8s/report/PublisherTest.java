package io.temper.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.FakeApiServer;
import io.temper.runtime.thread.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final HandTicker ticker = new HandTicker();
  private final List<String> written = new ArrayList<>();
  private int failing;
  private Duration retryAfter = Duration.ZERO;
  private final Publisher<String> publisher =
      new Publisher<>(BETWEEN, this::write, ticker, () -> 0);

  private void write(String value) {
    if (failing > 0) {
      failing--;
      throw new ApiException("no: " + value + "; do this", 500, retryAfter, null);
    }
    written.add(value);
  }

  private void roundAfter(Duration time) {
    ticker.advance(time);
    publisher.round();
  }

  @Test
  void round_nothingWanted_writesNothing() {
    publisher.round();
    assertThat(written).isEmpty();
  }

  @Test
  void round_first_isWrittenAtOnce() {
    assertThat(publisher.want("a")).isTrue();
    assertThat(publisher.pause()).isEqualTo(Duration.ZERO);
    publisher.round();
    assertThat(written).containsExactly("a");
  }

  @Test
  void round_equal_isNeverWrittenAgain() {
    publisher.want("a");
    publisher.round();
    assertThat(publisher.want(new String("a"))).isFalse();
    roundAfter(Duration.ofHours(1));
    assertThat(written).containsExactly("a");
  }

  @Test
  void round_manyChanges_writesTheNewestOnceInFiveSeconds() {
    for (int second = 0; second <= 20; second++) {
      publisher.want("at " + second);
      publisher.round();
      ticker.advance(Duration.ofSeconds(1));
    }
    assertThat(written).containsExactly("at 0", "at 5", "at 10", "at 15", "at 20");
  }

  @Test
  void round_changedAndChangedBack_isNotWritten() {
    publisher.want("a");
    publisher.round();
    publisher.want("b");
    publisher.want("a");
    roundAfter(BETWEEN);
    assertThat(written).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(ints = {-30, 30})
  void round_clockOfTheDayIsSet_changesNoPause(int days) {
    publisher.want("a");
    publisher.round();
    publisher.want("b");
    ticker.step(Duration.ofDays(days));
    roundAfter(BETWEEN.minusMillis(1));
    assertThat(written).containsExactly("a");
    roundAfter(Duration.ofMillis(1));
    assertThat(written).containsExactly("a", "b");
  }

  @Test
  void pause_somethingWaits_isWhatIsLeft() {
    publisher.want("a");
    publisher.round();
    publisher.want("b");
    ticker.advance(Duration.ofSeconds(2));
    assertThat(publisher.pause()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void round_fails_isTriedAgainLaterWithTheNewestAndIsSaidSinceWhen() {
    failing = 2;
    publisher.want("a");
    publisher.round();
    Instant since = publisher.trouble().orElseThrow().since();
    publisher.want("b");
    roundAfter(BETWEEN);
    assertThat(publisher.trouble()).hasValueSatisfying(trouble -> {
      assertThat(trouble.what()).isEqualTo("no: b; do this");
      assertThat(trouble.since()).isEqualTo(since);
    });
    roundAfter(BETWEEN);
    assertThat(written).containsExactly("b");
    assertThat(publisher.trouble()).isEmpty();
  }

  @Test
  void round_failsWithRetryAfter_waitsThatLong() {
    failing = 1;
    retryAfter = Duration.ofSeconds(60);
    publisher.want("a");
    publisher.round();
    roundAfter(Duration.ofSeconds(59));
    assertThat(written).isEmpty();
    roundAfter(Duration.ofSeconds(1));
    assertThat(written).containsExactly("a");
  }

  @Test
  void round_whoWritesIsInterrupted_isNobodysTroubleAndIsTriedAgain(@TempDir Path folder) {
    try (var fake = new FakeApiServer();
        ApiServer server = fake.client(folder)) {
      Publisher<String> ended = writerTo(server);
      Thread.currentThread().interrupt();
      ended.round();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(ended.trouble()).isEmpty();
      assertThat(ended.observed("x").failures()).isZero();
      assertThat(ended.pause()).isGreaterThan(Duration.ZERO);
      ticker.advance(Backoff.LONGEST);
      ended.round();
      assertThat(ended.observed("x").written()).isOne();
    }
  }

  @Test
  void round_serverIsClosed_isNobodysTrouble(@TempDir Path folder) {
    try (var fake = new FakeApiServer()) {
      ApiServer server = fake.client(folder);
      server.close();
      Publisher<String> ended = writerTo(server);
      ended.round();
      assertThat(ended.trouble()).isEmpty();
      assertThat(ended.observed("x").failures()).isZero();
    }
  }

  private Publisher<String> writerTo(ApiServer server) {
    Publisher<String> writer = new Publisher<>(
        BETWEEN,
        value -> server.send("write", "PATCH", "/x", ApiServer.JSON, value),
        ticker,
        () -> 0);
    writer.want("{}");
    return writer;
  }

  @Test
  void round_failureNobodyExpected_isSaidAndNotRepeatedWithoutAPause() {
    var broken = new Publisher<String>(
        Duration.ZERO,
        value -> {
          throw new IllegalStateException("odd");
        },
        ticker,
        () -> 0);
    broken.want("a");
    broken.round();
    assertThat(broken.trouble().orElseThrow().what()).contains("odd");
    assertThat(broken.pause()).isGreaterThan(Duration.ZERO);
  }
}
