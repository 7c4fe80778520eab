package io.temper.nomad.watch;

import static io.temper.nomad.Fixtures.allocation;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.nomad.AllocationList;
import io.temper.nomad.Eventually;
import io.temper.nomad.FakeNomad;
import io.temper.nomad.Fixtures;
import io.temper.nomad.api.NomadServer;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.thread.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BlockingQueryTest {
  private static final String PATH = "/v1/node/" + Fixtures.NODE + "/allocations";
  private static final String ONE = "[" + allocation(1, "a", "exec", "") + "]";
  private static final String TWO =
      "[" + allocation(1, "a", "exec", "") + "," + allocation(2, "b", "exec", "") + "]";

  private final AtomicInteger changes = new AtomicInteger();
  private FakeNomad nomad;
  private BlockingQuery<AllocationList> query;

  @BeforeEach
  void open() throws IOException {
    nomad = FakeNomad.start();
    nomad.allocations(ONE);
    query = query("");
  }

  @AfterEach
  void close() {
    nomad.close();
  }

  private BlockingQuery<AllocationList> query(String node) {
    NomadServer server = NomadServer.open(nomad.settings());
    return new BlockingQuery<>(
        Question.allocations(),
        new LocalClient(server, node),
        server,
        standing(),
        () -> 0,
        changes::incrementAndGet);
  }

  /** However long an answer takes on a busy machine, it has not waited. */
  private static Ticker standing() {
    return new Ticker() {
      @Override
      public long nanos() {
        return 0;
      }

      @Override
      public Instant now() {
        return Instant.EPOCH;
      }
    };
  }

  private List<String> names() {
    return query.get().heard().orElseThrow().tasks().stream()
        .map(task -> task.id().name())
        .toList();
  }

  private String trouble() {
    Trouble trouble = query.get().trouble();
    return trouble == null ? "" : trouble.what();
  }

  /** Runs a round that has to wait. */
  private Thread waiting() {
    int before = nomad.asked().size();
    Thread round = new Thread(query::round);
    round.start();
    Eventually.holds(() -> nomad.asked().size() > before, nomad::asked);
    return round;
  }

  @Test
  void round_first_asksAtOnceAndWhichNodeThisIs() {
    query.round();
    assertThat(names()).containsExactly("a.main");
    assertThat(nomad.asked()).containsExactly("/v1/agent/self", PATH);
    assertThat(query.get().index()).isEqualTo(101);
    assertThat(query.pause()).isEqualTo(BlockingQuery.BETWEEN_CHANGES);
    assertThat(changes).hasValue(1);
  }

  @Test
  void round_ofAToldNode_doesNotAskWhichItIs() {
    query = query(Fixtures.NODE);
    query.round();
    assertThat(nomad.asked()).containsExactly(PATH);
  }

  @Test
  void round_second_waitsForWhatComesAfterTheIndex() throws InterruptedException {
    query.round();
    Thread round = waiting();
    assertThat(nomad.asked()).last().isEqualTo(PATH + "?index=101&wait=60s");
    assertThat(changes).hasValue(1);

    nomad.allocations(TWO);
    round.join();

    assertThat(names()).containsExactly("a.main", "b.main");
    assertThat(changes).hasValue(2);
    assertThat(query.get().tally()).isEqualTo(new Tally(1, 1, 2, 0));
  }

  /** A number that falls is one of another history. */
  @Test
  void round_indexFalls_asksAtOnceFromThenOn() throws InterruptedException {
    nomad.allocations(TWO, 5000);
    query.round();
    Thread round = waiting();
    nomad.allocations(ONE, 7);
    nomad.longestWait(Duration.ofMillis(1));
    round.join();
    assertThat(names()).containsExactly("a.main");

    query.round();
    assertThat(nomad.asked()).last().isEqualTo(PATH);
    query.round();
    assertThat(nomad.asked()).last().isEqualTo(PATH + "?index=7&wait=60s");
  }

  /** Nomad asks its clients never to wait for what comes after 0. */
  @Test
  void round_indexIsZero_countsAsOne() {
    nomad.allocations(ONE, 0);
    nomad.longestWait(Duration.ofMillis(1));
    query.round();
    query.round();
    assertThat(nomad.asked()).last().isEqualTo(PATH + "?index=1&wait=60s");
  }

  @Test
  void round_answersThatDoNotWait_areNotAskedForWithoutEnd() {
    nomad.longestWait(Duration.ofMillis(1));
    query.round();
    query.round();
    Duration first = query.pause();
    query.round();
    assertThat(first).isGreaterThanOrEqualTo(Backoff.FIRST.dividedBy(2));
    assertThat(query.pause()).isGreaterThan(first);
    assertThat(trouble()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | Permission denied | answered 403 (Permission denied); give a token",
        "403 | ACL token expired | answered 403 (ACL token expired); give a token",
        "429 | slow down | answered 429 (slow down); it is asked again later",
        "500 | No cluster leader | answered 500 (No cluster leader); look into the log of Nomad",
        "400 | bad region | answered 400 (bad region); check NOMAD_REGION",
        "301 | moved | answered 301 (moved); check that the address is Nomad's",
        "0 | gone | cannot be reached: ",
        "200 | <html>hello</html> | not what Nomad answers",
        "200 | {\"a\":1} | it is no list of allocations"
      })
  void round_failure_isToldAndWhatWasHeardStays(int code, String body, String told) {
    query.round();
    nomad.fail("/allocations", code, body, "");

    query.round();

    assertThat(trouble()).contains("the allocations of this node", told);
    assertThat(names()).containsExactly("a.main");
    assertThat(query.get().tally().failures()).isEqualTo(1);
    assertThat(query.pause()).isEqualTo(Backoff.FIRST.dividedBy(2));

    nomad.heal();
    query.round();
    assertThat(trouble()).isEmpty();
    assertThat(nomad.asked()).last().isEqualTo(PATH);
  }

  @Test
  void round_failuresInARow_waitLongerAndLongerButNotForEver() {
    nomad.fail("/allocations", 500, "", "");
    Duration before = Duration.ZERO;
    for (int i = 0; i < 6; i++) {
      query.round();
      assertThat(query.pause()).isGreaterThan(before);
      before = query.pause();
    }
    for (int i = 0; i < 6; i++) {
      query.round();
    }
    assertThat(query.pause()).isEqualTo(Backoff.LONGEST.dividedBy(2));
  }

  @Test
  void round_askedToWait_doesSoButNotForEver() {
    nomad.fail("/allocations", 429, "", "7");
    query.round();
    assertThat(query.pause()).isEqualTo(Duration.ofSeconds(7));
    nomad.fail("/allocations", 429, "", "999999");
    query.round();
    assertThat(query.pause()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void round_serverAway_saysWhereAndWhatToDo() {
    nomad.close();
    query.round();
    assertThat(trouble())
        .contains("Nomad at http://" + nomad.place() + " cannot be reached", "check that it runs");
    assertThat(query.get().heard()).isEmpty();
  }

  @Test
  void round_withoutIndex_isRefused() {
    nomad.withoutIndex();
    query.round();
    assertThat(trouble()).contains("without a number in X-Nomad-Index", "no proxy drops");
  }

  /** Of a node that it does not know Nomad says that it has no allocations: no plan is made of that. */
  @Test
  void round_nodeUnknown_isNoNodeWithoutAllocations() {
    query = query("22222222-2222-3333-4444-555555555555");
    query.round();
    assertThat(query.get().heard()).isEmpty();
    assertThat(trouble()).contains("answered 404 (node not found)", "still a node of this cluster");
  }

  @Test
  void round_nodeWithoutAllocations_isOne() {
    nomad.allocations("[]");
    query.round();
    assertThat(names()).isEmpty();
    assertThat(trouble()).isEmpty();
  }

  /** Its data directory was emptied. */
  @Test
  void round_clientComesBackAsAnotherNode_isFoundAgain() {
    query.round();
    String other = "33333333-2222-3333-4444-555555555555";
    nomad.longestWait(Duration.ofMillis(1));
    nomad.becomes(other);

    query.round();
    assertThat(names()).containsExactly("a.main");
    assertThat(trouble()).contains("404");
    query.round();

    assertThat(trouble()).isEmpty();
    assertThat(nomad.asked()).last().isEqualTo("/v1/node/" + other + "/allocations");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"stats\":{}}", "{\"stats\":{\"client\":{\"node_id\":\"../x\"}}}"})
  void round_agentThatIsNoClient_saysHowToNameTheNode(String self) {
    nomad.self(self);
    query.round();
    assertThat(trouble()).contains("cannot ask which node this is", "NOMAD_ADDR", "nomad:NODE_ID");
  }

  @Test
  void round_interrupted_isNobodysTrouble() throws InterruptedException {
    query.round();
    Thread round = waiting();
    round.interrupt();
    round.join();
    assertThat(trouble()).isEmpty();
  }
}
