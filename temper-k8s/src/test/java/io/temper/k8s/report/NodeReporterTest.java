package io.temper.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.FakeApiServer;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.status.NodeState;
import io.temper.workload.AnnotationPrefixes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeReporterTest {
  private static final NodeKernel KERNEL = new NodeKernel("6.18.15", "FL2");

  @TempDir
  private Path folder;

  private static NodeReporter of(ApiServer server) {
    return new NodeReporter(
        new NodeReporter.Target(
            server,
            "n",
            () -> Optional.of("u"),
            "default",
            "agent-1",
            AnnotationPrefixes.STANDARD,
            () -> KERNEL),
        Ticker.system());
  }

  /** Tests against a real API server go faster; this is what agents do. */
  @Test
  void pace_ofAgents_isTheDocumentedOne() {
    var pace = NodeReporter.Pace.STANDARD;
    assertThat(pace.betweenWrites()).isEqualTo(Duration.ofSeconds(5));
    assertThat(pace.renew()).isEqualTo(Duration.ofSeconds(10));
    assertThat(NodeLease.DURATION).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void tell_stopped_isWrittenByWhoTells() {
    try (var fake = new FakeApiServer();
        ApiServer server = fake.client(folder)) {
      NodeReporter reporter = of(server);
      reporter.tell(SampleStatus.enforcing(2));
      reporter.tell(SampleStatus.in(new NodeState.Stopped(false)));
      assertThat(fake.requests())
          .singleElement()
          .asString()
          .startsWith("PATCH /api/v1/nodes/n")
          .contains("\"temper.io/agent-status\":\"stopped\"");
    }
  }

  /** What the end interrupts does not count as a server that cannot be written to. */
  @Test
  void tell_stoppedWhileSomethingIsWritten_isWrittenAllTheSame() throws InterruptedException {
    try (var fake = new FakeApiServer();
        ApiServer server = fake.client(folder)) {
      CountDownLatch answer = fake.holdNext();
      NodeReporter reporter = of(server);
      reporter.tell(SampleStatus.enforcing(2));
      reporter.startAnnotating();
      awaitRequests(fake, 1);
      reporter.tell(SampleStatus.in(new NodeState.Stopped(false)));
      answer.countDown();
      assertThat(fake.requests())
          .hasSize(2)
          .last()
          .asString()
          .contains("\"temper.io/agent-status\":\"stopped\"");
      reporter.close();
    }
  }

  private static void awaitRequests(FakeApiServer fake, int number) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (fake.requests().size() < number && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(fake.requests()).hasSize(number);
  }

  @Test
  void tell_serverNeverAnswers_doesNotWait() throws IOException {
    try (var silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        ApiServer server = ApiServer.of(FakeApiServer.kubeconfig(folder, silent.getLocalPort()))) {
      NodeReporter reporter = of(server);
      reporter.start();
      long began = System.nanoTime();
      reporter.tell(SampleStatus.enforcing(2));
      reporter.tell(SampleStatus.enforcing(3));
      reporter.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }
  }
}
