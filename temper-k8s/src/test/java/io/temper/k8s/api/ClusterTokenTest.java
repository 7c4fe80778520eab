package io.temper.k8s.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.k8s.Eventually;
import io.temper.testkit.cluster.AgentAccount;
import io.temper.testkit.cluster.AgentRight;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.NeedsControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token of a service account at a real API server, from its first day to its successor's. */
@NeedsControlPlane
class ClusterTokenTest {
  @TempDir
  private Path folder;

  private static String ask(ApiServer server) {
    try {
      server
          .get("look", "/api/v1/nodes", ApiServer.JSON, Duration.ofSeconds(10))
          .close();
      return "";
    } catch (ApiException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void token_thatCountsNoMore_isSaidAndItsSuccessorIsReadFromDisk() {
    try (ControlPlane plane = ControlPlane.start(folder)) {
      AgentAccount account = AgentAccount.create(plane);
      account.allow(AgentRight.ALL);
      Path mounted = account.mount(folder.resolve("mounted"), account.tokenOn("n"));
      Map<String, String> environment = Map.of(
          MountedAccount.HOST,
          plane.url().getHost(),
          MountedAccount.PORT,
          String.valueOf(plane.url().getPort()));
      try (ApiServer server = ApiServer.ofEnvironment(environment, new MountedAccount(mounted))) {
        assertThat(ask(server)).isEmpty();
        // Its pod is gone, and so is every right of the token; the API server believes it for some
        // seconds yet.
        account.deletePodOn("n");
        var said = new AtomicReference<>("");
        Eventually.holds(
            () -> {
              said.set(ask(server));
              return !said.get().isEmpty();
            },
            said::get);
        assertThat(said.get())
            .contains("answered 401")
            .contains("check the token of the agent's service account");
        account.mount(mounted, account.tokenOn("n"));
        assertThat(ask(server)).isEmpty();
      }
    }
  }
}
