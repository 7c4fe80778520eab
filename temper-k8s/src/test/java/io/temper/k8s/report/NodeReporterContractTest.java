package io.temper.k8s.report;

import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.FakeApiServer;
import io.temper.runtime.clock.Ticker;
import io.temper.spi.StatusSink;
import io.temper.testkit.StatusSinkContract;
import io.temper.workload.AnnotationPrefixes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class NodeReporterContractTest extends StatusSinkContract {
  private static final Pattern STATUS = Pattern.compile("\"temper.io/agent-status\":\"([^\"]+)\"");

  /** Faster than agents are. */
  private static final NodeReporter.Pace PACE =
      new NodeReporter.Pace(Duration.ofMillis(20), Duration.ofMinutes(1));

  @TempDir
  private Path folder;

  private FakeApiServer fake;
  private ApiServer server;
  private NodeReporter reporter;

  @BeforeEach
  void start() {
    fake = new FakeApiServer();
    server = fake.client(folder);
    reporter = new NodeReporter(
        new NodeReporter.Target(
            server,
            "n",
            () -> Optional.of("u"),
            "default",
            "agent-1",
            AnnotationPrefixes.STANDARD,
            () -> new NodeKernel("6.18", "FL2")),
        Ticker.system(),
        PACE);
    reporter.start();
  }

  @AfterEach
  void stop() {
    reporter.close();
    server.close();
    fake.close();
  }

  @Override
  protected StatusSink sink() {
    return reporter;
  }

  @Override
  protected Optional<String> shown() {
    return fake.requests().stream()
        .filter(request -> request.startsWith("PATCH /api/v1/nodes/n"))
        .map(STATUS::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .reduce((earlier, later) -> later);
  }

  /** The lease, annotations and an event may be tried before the test goes on. */
  @Override
  protected void breaks() {
    for (int time = 0; time < 3; time++) {
      fake.failNext(503, "", "{\"message\":\"injected\"}");
    }
  }

  @Override
  protected void heals() {
    // What fails was counted beforehand.
  }
}
