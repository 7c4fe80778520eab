package io.temper.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.FakeApiServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeLeaseTest {
  private static final String PATH =
      "PATCH /apis/coordination.k8s.io/v1/namespaces/temper/leases/temper-agent-n?";

  /** Changes what is there. */
  private static final String RENEWAL = PATH + "fieldManager=temper-agent ";

  /** Makes what is not there. */
  private static final String MAKING = PATH + "force=true&fieldManager=temper-agent ";

  private static final String OWNER = PATH + "force=true&fieldManager=temper-agent-owner ";

  @TempDir
  private Path folder;

  private final FakeApiServer fake = new FakeApiServer();
  private final HandTicker ticker = new HandTicker();
  private Optional<String> uid = Optional.of("u1");
  private ApiServer server;
  private NodeLease lease;

  @BeforeEach
  void connect() {
    server = fake.client(folder);
    var object = new LeaseObject(server, "temper", "n");
    lease = new NodeLease(object, "agent-1", new LeaseOwner(object, () -> uid, ticker));
  }

  @AfterEach
  void disconnect() {
    server.close();
    fake.close();
  }

  private void renew() {
    lease.accept(SampleStatus.NOW);
  }

  /** Returns what was asked by a renewal, each as one of the three kinds. */
  private List<String> asked() {
    int before = fake.requests().size();
    renew();
    return kinds(before);
  }

  private List<String> kinds(int from) {
    return fake.requests().subList(from, fake.requests().size()).stream()
        .map(request -> request.substring(0, request.indexOf('{')))
        .toList();
  }

  private String last() {
    return fake.requests().get(fake.requests().size() - 1);
  }

  private static String owner(String uid) {
    return "\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\"n\",\"uid\":\""
        + uid + "\"}]";
  }

  @Test
  void renew_nodeIsKnown_leaseIsGivenToItOnceByAPartOfItsOwn() {
    assertThat(asked()).containsExactly(RENEWAL, OWNER);
    assertThat(last()).contains(owner("u1")).doesNotContain("renewTime", "blockOwner");
    assertThat(asked()).containsExactly(RENEWAL);
  }

  /** The cleanup finds it by its label, whichever part of it was the last one before the agent ended. */
  @Test
  void renew_anyPart_hasTheLabel() {
    fake.failNext(404, "", "{}");
    assertThat(asked()).containsExactly(RENEWAL, OWNER, RENEWAL);
    assertThat(fake.requests()).allSatisfy(request -> assertThat(request)
        .contains("\"app.kubernetes.io/managed-by\":\"temper-agent\""));
  }

  @Test
  void renew_anyTime_saysNothingOfTheOwner() {
    renew();
    renew();
    assertThat(fake.requests())
        .filteredOn(request -> request.startsWith(RENEWAL))
        .hasSize(2)
        .allSatisfy(request -> assertThat(request)
            .contains(
                "\"holderIdentity\":\"agent-1\"",
                "\"leaseDurationSeconds\":40",
                "\"renewTime\"",
                "\"app.kubernetes.io/managed-by\":\"temper-agent\"")
            .doesNotContain("ownerReferences"));
  }

  @Test
  void renew_nodeIsMadeAnew_leaseIsTheNewOnes() {
    renew();
    uid = Optional.of("u2");
    assertThat(asked()).containsExactly(RENEWAL, OWNER);
    assertThat(last()).contains(owner("u2")).doesNotContain("u1");
  }

  /** As after a restart without the right to read the node: the owner that it has is not taken away. */
  @Test
  void renew_nodeIsNotKnown_leaseIsRenewedAndKeepsItsOwner() {
    uid = Optional.empty();
    assertThat(asked()).containsExactly(RENEWAL);
    uid = Optional.of("u1");
    assertThat(asked()).containsExactly(RENEWAL, OWNER);
  }

  @Test
  void renew_nodeIsGone_leaseIsItsStill() {
    renew();
    uid = Optional.empty();
    assertThat(asked()).containsExactly(RENEWAL);
  }

  @Test
  void renew_leaseIsNotThere_isMadeByItsOwner() {
    fake.failNext(404, "", "{}");
    assertThat(asked()).containsExactly(RENEWAL, OWNER, RENEWAL);
    assertThat(asked()).containsExactly(RENEWAL);
  }

  /** So that the garbage collector takes it, too, if the agent outlives the object. */
  @Test
  void renew_leaseWentWithItsNode_isMadeAsThatNodes() {
    renew();
    uid = Optional.empty();
    fake.failNext(404, "", "{}");
    assertThat(asked()).containsExactly(RENEWAL, OWNER, RENEWAL);
    assertThat(fake.requests()).anyMatch(request -> request.contains(owner("u1")));
  }

  @Test
  void renew_neitherLeaseNorNodeIsKnown_isMadeWithoutAnOwner() {
    uid = Optional.empty();
    fake.failNext(404, "", "{}");
    assertThat(asked()).containsExactly(RENEWAL, MAKING);
    assertThat(last()).contains("\"renewTime\"").doesNotContain("ownerReferences");
  }

  @Test
  void renew_leaseMayNotBeMadeAsItsNodes_isMadeWithoutAnOwner() {
    fake.failNext(404, "", "{}");
    fake.failNext(403, "", "{}");
    assertThat(asked()).startsWith(RENEWAL, OWNER, MAKING);
  }

  /** As while the API server is busy: what is made without an owner may never get one. */
  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void renew_leaseIsNotThereAndCannotBeMadeNow_isMadeAsItsNodesTheNextTime(int code) {
    fake.failNext(404, "", "{}");
    fake.failNext(code, "", "{}");
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(this::renew)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    assertThat(kinds(0)).containsExactly(RENEWAL, OWNER);
    fake.failNext(404, "", "{}");
    assertThat(asked()).containsExactly(RENEWAL, OWNER, RENEWAL);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 422, 429, 500})
  void renew_ownerIsRefused_leaseIsRenewedAndTheOwnerIsTriedAgainRarely(int code) {
    fake.failNext(200, "", "{}");
    fake.failNext(code, "", "{}");
    assertThat(asked()).containsExactly(RENEWAL, OWNER);
    ticker.advance(LeaseOwner.TRY_AGAIN.minusNanos(1));
    assertThat(asked()).containsExactly(RENEWAL);
    ticker.advance(Duration.ofNanos(1));
    assertThat(asked()).containsExactly(RENEWAL, OWNER);
    assertThat(asked()).containsExactly(RENEWAL);
  }

  @Test
  void renew_ownerIsRefusedAndTheNodeIsMadeAnew_isTriedAtOnce() {
    fake.failNext(200, "", "{}");
    fake.failNext(403, "", "{}");
    renew();
    uid = Optional.of("u2");
    assertThat(asked()).containsExactly(RENEWAL, OWNER);
  }

  @Test
  void renew_ownerIsRefusedTimeAndAgain_isToldOnceWithTheRemedy() {
    var log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      for (int i = 0; i < 3; i++) {
        fake.failNext(200, "", "{}");
        fake.failNext(403, "", "{}");
        assertThat(asked()).containsExactly(RENEWAL, OWNER);
        ticker.advance(LeaseOwner.TRY_AGAIN);
      }
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("stays when node n is deleted")
        .contains("delete the lease once");
  }

  @Test
  void renew_fails_isSaidAndTheOwnerIsNotAskedFor() {
    fake.failNext(500, "", "{}");
    assertThatExceptionOfType(ApiException.class).isThrownBy(this::renew);
    assertThat(kinds(0)).containsExactly(RENEWAL);
  }
}
