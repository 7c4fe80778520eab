package io.temper.k8s.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.k8s.Eventually;
import io.temper.k8s.ServedPod;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.FakeApiServer;
import io.temper.k8s.api.Trouble;
import io.temper.k8s.text.DocumentReader;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.thread.Repeater;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReflectorTest {
  private static final String FORBIDDEN =
      "{\"kind\":\"Status\",\"message\":\"pods is forbidden: User \\\"u\\\" cannot list resource\"}";

  @TempDir
  private Path folder;

  private final FakeApiServer fake = new FakeApiServer();
  private final AtomicInteger news = new AtomicInteger();
  private ApiServer client;
  private Reflector<ServedPod> reflector;
  private Repeater thread;

  @BeforeEach
  void connect() {
    client = fake.client(folder);
    reflector = new Reflector<>(
        Selection.podsOf("n"), client, Ticker.system(), () -> 0, news::incrementAndGet);
    thread = new Repeater("test-watch", reflector::round, reflector::pause);
  }

  @AfterEach
  void disconnect() {
    thread.close();
    client.close();
    fake.close();
  }

  private Set<String> uids() {
    return reflector.get().all().map(Map::keySet).orElse(Set.of());
  }

  private void awaitUids(String... uids) {
    Eventually.holds(() -> uids().equals(Set.of(uids)), reflector);
  }

  private void awaitWatches(int count) {
    Eventually.holds(() -> reflector.get().tally().watches() >= count, reflector);
  }

  private String version(String uid) {
    return Objects.requireNonNull(reflector.get().all().orElseThrow().get(uid)).resourceVersion();
  }

  private List<String> lists() {
    return fake.requests().stream()
        .filter(request -> !request.contains("watch=1"))
        .toList();
  }

  @Test
  void round_podsComeChangeAndGo_areHeardWithOneList() {
    fake.put("a", Served.pod("a", "1"));
    thread.start();
    awaitUids("uid-a");
    fake.put("b", Served.pod("b", "1"));
    awaitUids("uid-a", "uid-b");
    fake.put("a", Served.pod("a", "2"));
    Eventually.holds(() -> version("uid-a").equals("3"), reflector);
    fake.delete("b");
    awaitUids("uid-a");
    assertThat(lists())
        .containsExactly("GET /api/v1/pods?fieldSelector=spec.nodeName=n&resourceVersion=0");
    assertThat(reflector.get().tally()).isEqualTo(new WatchTally(1, 1, 3, 0));
    Eventually.holds(() -> news.get() >= 5, news::get);
  }

  @Test
  void round_watchEnded_goesOnFromTheLastChange() {
    thread.start();
    awaitWatches(1);
    fake.put("a", Served.pod("a", "1"));
    awaitUids("uid-a");
    fake.endWatches();
    awaitWatches(2);
    fake.put("b", Served.pod("b", "1"));
    awaitUids("uid-a", "uid-b");
    assertThat(lists()).hasSize(1);
    assertThat(fake.requests().get(fake.requests().size() - 1))
        .contains("resourceVersion=1")
        .contains("allowWatchBookmarks=true")
        .contains("timeoutSeconds=300");
    assertThat(reflector.get().trouble()).isNull();
  }

  @Test
  void round_watchTooLate_readsAllAnewAndKeepsWhatWasKnownMeanwhile() {
    fake.put("a", Served.pod("a", "1"));
    reflectOnceWithFailure(500);
    fake.put("b", Served.pod("b", "1"));
    fake.delete("a");
    fake.compact();
    reflector.round();
    assertThat(uids()).containsExactly("uid-a");
    thread.start();
    awaitUids("uid-b");
    assertThat(lists().get(1)).endsWith("resourceVersion=");
    assertThat(lists()).hasSize(2);
  }

  /** One list that succeeds, and one watch that does not. */
  private void reflectOnceWithFailure(int code) {
    fake.failNext(200, "", listOfA());
    fake.failNext(code, "", "");
    reflector.round();
  }

  private static String listOfA() {
    return "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":["
        + Served.pod("a", "1").replace("VERSION", "1") + "]}";
  }

  @Test
  void round_bookmarkHeard_goesOnFromIt() {
    thread.start();
    awaitWatches(1);
    fake.bookmark();
    fake.bookmark();
    fake.compact();
    Eventually.holds(
        () -> {
          fake.endWatches();
          return fake.requests().get(fake.requests().size() - 1).contains("resourceVersion=2");
        },
        fake::requests);
    assertThat(lists()).hasSize(1);
  }

  /** A quiet node is heard of by bookmarks alone. */
  @Test
  void silence_isCountedFromTheLastWordOfAnyKind() {
    var clock = new AtomicLong(1_000);
    var heard = new Reflector<>(
        Selection.podsOf("n"), client, ticking(clock), () -> 0, news::incrementAndGet);
    assertThat(heard.silence()).isEmpty();
    fake.failNext(200, "", listOfA());
    fake.failNext(503, "", "");
    heard.round();
    clock.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(heard.silence()).contains(Duration.ofSeconds(30));
    fake.failNext(
        200, "", "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"9\"}}}");
    heard.round();
    assertThat(heard.silence()).contains(Duration.ZERO);
    fake.failNext(503, "", "");
    clock.addAndGet(Duration.ofSeconds(7).toNanos());
    heard.round();
    assertThat(heard.silence()).contains(Duration.ofSeconds(7));
  }

  private static Ticker ticking(AtomicLong nanos) {
    return stepping(nanos, Duration.ZERO);
  }

  @Test
  void round_forbidden_saysWhatWhyAndRemedy() {
    fake.failNext(403, "", FORBIDDEN);
    reflector.round();
    assertThat(reflector.get().all()).isEmpty();
    assertThat(String.valueOf(reflector.get().trouble()))
        .startsWith("cannot list the pods of node n: the API server at " + client.address()
            + " answered 403 (pods is forbidden: User \"u\" cannot list resource);"
            + " let the agent's service account do it: docs/kubernetes.md");
  }

  @Test
  void round_tooManyRequests_waitsAsLongAsAsked() {
    fake.failNext(429, "3", "");
    reflector.round();
    assertThat(reflector.pause()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void round_failsAgainAndAgain_waitsLongerAndRemembersSinceWhen() {
    fake.failNext(500, "", "");
    fake.failNext(503, "", "");
    reflector.round();
    Trouble first = Objects.requireNonNull(reflector.get().trouble());
    Duration pause = reflector.pause();
    reflector.round();
    Trouble second = Objects.requireNonNull(reflector.get().trouble());
    assertThat(second.since()).isEqualTo(first.since());
    assertThat(second.what()).contains("503");
    assertThat(reflector.pause()).isEqualTo(pause.multipliedBy(2));
  }

  @Test
  void round_failsAfterAList_keepsWhatWasHeardAndDoesNotListAgain() {
    reflectOnceWithFailure(503);
    assertThat(uids()).containsExactly("uid-a");
    assertThat(reflector.get().trouble()).isNotNull();
    fake.put("a", Served.pod("a", "1"));
    thread.start();
    Eventually.holds(() -> reflector.get().trouble() == null, reflector);
    assertThat(lists()).hasSize(1);
  }

  @Test
  void round_nobodyListens_saysSoAndKeepsWhatWasHeard() {
    reflectOnceWithFailure(503);
    fake.close();
    reflector.round();
    assertThat(uids()).containsExactly("uid-a");
    assertThat(String.valueOf(reflector.get().trouble()))
        .contains("the API server at " + client.address() + " cannot be reached")
        .contains("check that it runs and that this node reaches it")
        .contains("; so since ");
  }

  @Test
  void round_answerIsNoList_saysSo() {
    fake.failNext(200, "", "<html>sign in</html>");
    reflector.round();
    assertThat(String.valueOf(reflector.get().trouble())).contains("not valid JSON");
  }

  @Test
  void round_watchEndedAtOnce_isNotRepeatedWithoutAPause() {
    fake.failNext(200, "", listOfA());
    fake.failNext(200, "", "");
    reflector.round();
    assertThat(reflector.pause()).isGreaterThan(Duration.ZERO);
  }

  /** A clock that goes on by so much with each look; a watch that breaks off is looked at twice. */
  private Reflector<ServedPod> whereEachLookTakes(Duration step) {
    return new Reflector<>(
        Selection.podsOf("n"),
        client,
        stepping(new AtomicLong(), step),
        () -> 0,
        news::incrementAndGet);
  }

  private static Ticker stepping(AtomicLong nanos, Duration step) {
    return new Ticker() {
      @Override
      public long nanos() {
        return nanos.getAndAdd(step.toNanos());
      }

      @Override
      public Instant now() {
        return Instant.EPOCH.plusNanos(nanos.get());
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"29, 2000", "30, 250"})
  void round_watchThatStoodForAMinuteBreaksOff_isTheFirstFailureInARow(long seconds, long pause) {
    var watched = whereEachLookTakes(Duration.ofSeconds(seconds));
    for (int failure = 0; failure < 3; failure++) {
      fake.failNext(500, "", "");
      watched.round();
    }
    fake.failNext(200, "", listOfA());
    fake.failNext(FakeApiServer.BREAK_OFF, "", "");
    watched.round();

    assertThat(watched.get().trouble()).isNotNull();
    assertThat(watched.pause()).isEqualTo(Duration.ofMillis(pause));
  }

  @ParameterizedTest
  @CsvSource({"29, true", "30, false"})
  void round_watchEndsWithoutAWord_isFollowedByAPauseUnlessItStoodForAMinute(
      long seconds, boolean pauses) {
    var watched = whereEachLookTakes(Duration.ofSeconds(seconds));
    fake.failNext(200, "", listOfA());
    fake.failNext(200, "", "");
    watched.round();

    assertThat(watched.get().trouble()).isNull();
    assertThat(watched.pause().isZero()).isNotEqualTo(pauses);
  }

  /** As after etcd was put back to a backup: who goes on from a later state hears nothing, for ever. */
  @ParameterizedTest
  @CsvSource({"88, false", "89, true"})
  void round_twoWatchesBreakOffWithoutABookmark_readsTheNewestAnew(long seconds, boolean anew) {
    var watched = whereEachLookTakes(Duration.ofSeconds(seconds));
    fake.failNext(200, "", listOfA());
    for (int watch = 0; watch < 2; watch++) {
      assertThat(lists()).hasSizeLessThanOrEqualTo(1);
      fake.failNext(FakeApiServer.BREAK_OFF, "", "");
      watched.round();
    }
    assertThat(watched.get().all().orElseThrow()).containsOnlyKeys("uid-a");

    fake.failNext(200, "", "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}");
    fake.failNext(503, "", "");
    watched.round();

    assertThat(lists()).hasSize(anew ? 2 : 1);
    assertThat(watched.get().all().orElseThrow().isEmpty()).isEqualTo(anew);
    if (anew) {
      assertThat(lists().get(1)).doesNotContain("resourceVersion=0");
    }
  }

  private Reflector<ServedPod> reading(Function<DocumentReader, ServedPod> reader) {
    fake.put("a", Served.pod("a", "1"));
    return new Reflector<>(
        new Selection<>("things", "/x", "f=g", ApiServer.JSON, ApiServer.JSON, reader),
        client,
        Ticker.system(),
        () -> 0,
        news::incrementAndGet);
  }

  @Test
  void round_failureNobodyExpected_isSaidAndNotRepeatedWithoutAPause() {
    var broken = reading(in -> {
      throw new IllegalStateException("odd");
    });
    broken.round();
    assertThat(String.valueOf(broken.get().trouble()))
        .startsWith("cannot keep up with things: ")
        .contains("odd");
    assertThat(broken.pause()).isGreaterThan(Duration.ZERO);
  }

  @Test
  void round_errorOfTheMachine_isNotRepeatedWithoutAPause() {
    var broken = reading(in -> {
      throw new OutOfMemoryError("none left");
    });
    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(broken::round);
    assertThat(broken.pause()).isGreaterThan(Duration.ZERO);
  }
}
