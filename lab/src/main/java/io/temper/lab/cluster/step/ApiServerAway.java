package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The API server goes away for a while. The last plan stays in force. */
final class ApiServerAway implements Step {
  private static final Duration BACK = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "api-server";
  }

  @Override
  public String title() {
    return "API server away";
  }

  @Override
  public int attachments(StepForm form) {
    return 0;
  }

  @Override
  public String run(Scene scene) {
    String during = Cleaning.after(
        () -> {
          scene.cluster().plane().stopApiServer();
          Waiting.pause(scene.form().outage());
          return scene.kernel().state();
        },
        () -> start(scene));
    long start = System.nanoTime();
    String before = renewed(scene);
    boolean heard = Waiting.until(BACK, () -> !renewed(scene).equals(before));
    StepFailure.unless(
        heard, "the agent did not come back to the API server: " + scene.agent().describe());
    StepFailure.unless(
        during.equals(KernelView.ENABLED), "without an API server the kernel said " + during);
    String took = Times.seconds(Times.since(start));
    scene.agent().awaitStatus("enforcing", BACK);
    return "away for " + scene.form().outage().toSeconds() + " s, kernel " + during
        + " meanwhile; the agent's lease renewed " + took + " after it was back";
  }

  private static void start(Scene scene) {
    try {
      scene.cluster().plane().startApiServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String renewed(Scene scene) {
    JsonNode leases =
        scene.cluster().kubectl().get("leases", "-n", AgentView.NAMESPACE).path("items");
    return leases.isEmpty()
        ? "(no lease)"
        : leases.get(0).path("spec").path("renewTime").asString();
  }
}
