package io.temper.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.FakeApiServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLeaseTest {
  private static final String NO_OWNER = "\"ownerReferences\":[]";

  @TempDir
  private Path folder;

  private final FakeApiServer fake = new FakeApiServer();
  private Optional<String> uid = Optional.of("u1");
  private ApiServer server;
  private NodeLease lease;

  @BeforeEach
  void connect() {
    server = fake.client(folder);
    lease = new NodeLease(server, "temper", "n", "agent-1", () -> uid);
  }

  @AfterEach
  void disconnect() {
    server.close();
    fake.close();
  }

  private void renew() {
    lease.accept(SampleStatus.NOW);
  }

  private String last() {
    return fake.requests().get(fake.requests().size() - 1);
  }

  private static String owner(String uid) {
    return "\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\"n\",\"uid\":\""
        + uid + "\"}]";
  }

  @Test
  void renew_nodeIsKnown_leaseIsItsAndBlocksNothing() {
    renew();
    assertThat(fake.requests())
        .singleElement()
        .asString()
        .startsWith("PATCH /apis/coordination.k8s.io/v1/namespaces/temper/leases/temper-agent-n")
        .contains(owner("u1"));
  }

  @Test
  void renew_nodeIsMadeAnew_leaseIsTheNewOnes() {
    renew();
    uid = Optional.of("u2");
    renew();
    assertThat(last()).contains(owner("u2")).doesNotContain("u1");
  }

  @Test
  void renew_nodeIsNotKnownYet_leaseIsNobodysAndRenewedAllTheSame() {
    uid = Optional.empty();
    renew();
    assertThat(last()).contains(NO_OWNER);
  }

  /** So that the garbage collector takes it, too, if the agent outlives the object. */
  @Test
  void renew_nodeIsGone_leaseIsItsStill() {
    renew();
    uid = Optional.empty();
    renew();
    assertThat(last()).contains(owner("u1"));
  }

  @Test
  void renew_ownerIsRefused_leaseIsRenewedWithoutAndAskedForTheNextTime() {
    fake.failNext(403, "", "{}");
    renew();
    assertThat(fake.requests()).hasSize(2);
    assertThat(last()).contains(NO_OWNER);
    renew();
    assertThat(fake.requests()).hasSize(3);
    assertThat(last()).contains(owner("u1"));
  }

  @Test
  void renew_failsForAnotherReason_isNotTriedWithoutOwner() {
    fake.failNext(500, "", "{}");
    assertThatExceptionOfType(ApiException.class).isThrownBy(this::renew);
    assertThat(fake.requests()).singleElement().asString().contains(owner("u1"));
  }
}
