package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The release of the chart: what an operator types of Helm. */
final class Release {
  static final String NAME = "temper";

  /** Longer than the chart's cleanup may take, so that its own message is seen, and not that Helm gave up. */
  static final Duration UNINSTALL = Duration.ofMinutes(12);

  private Release() {}

  /** {@code helm install}. */
  static Invocation install(Scene scene, String... values) {
    return run(
        scene,
        List.of(
            "install",
            NAME,
            scene.chart().toString(),
            "--namespace",
            AgentView.NAMESPACE,
            "--create-namespace"),
        values);
  }

  /** {@code helm upgrade --reuse-values}. */
  static Invocation upgrade(Scene scene, String... values) {
    return run(
        scene,
        List.of(
            "upgrade",
            NAME,
            scene.chart().toString(),
            "--namespace",
            AgentView.NAMESPACE,
            "--reuse-values"),
        values);
  }

  static Invocation rollback(Scene scene, int revision) {
    return run(
        scene,
        List.of("rollback", NAME, String.valueOf(revision), "--namespace", AgentView.NAMESPACE));
  }

  static Invocation uninstall(Scene scene) {
    return run(
        scene,
        List.of(
            "uninstall",
            NAME,
            "--namespace",
            AgentView.NAMESPACE,
            "--wait",
            "--timeout",
            UNINSTALL.toSeconds() + "s"));
  }

  private static Invocation run(Scene scene, List<String> command, String... values) {
    List<String> all = new ArrayList<>(command);
    for (String value : values) {
      all.add(value.endsWith("=true") || value.endsWith("=false") ? "--set" : "--set-string");
      all.add(value);
    }
    Invocation done = scene.cluster().helm().run(all);
    StepFailure.unless(
        done.succeeded(),
        "helm " + command.get(0) + " ended with code " + done.code() + ": "
            + (done.errors() + done.output()).strip() + "\n" + scene.agent().describe());
    return done;
  }
}
