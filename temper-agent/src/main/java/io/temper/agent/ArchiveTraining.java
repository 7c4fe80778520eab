package io.temper.agent;

import io.temper.agent.cli.console.Console;
import io.temper.agent.cli.console.Environment;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs the usual commands once, without output, so that the JVM sees which classes they need: the
 * launcher has it write those to a class archive, from which later runs start in half the time.
 * Nothing depends on it having run.
 */
public final class ArchiveTraining {

  private static final String PODS_JSON = """
      {"kind": "List", "items": [{"kind": "Pod",
        "metadata": {"namespace": "a", "name": "b", "uid": "c", "annotations": {"d": "e"}},
        "spec": {"nodeName": "f", "priority": 1000000, "priorityClassName": "temper-critical",
          "containers": [{"name": "g", "image": "h",
            "resources": {"requests": {"cpu": "500m"}, "limits": {"cpu": "1"}}}]},
        "status": {"phase": "Running", "qosClass": "Burstable"}}]}
      """;

  private static final String PODS_YAML = """
      kind: Pod
      metadata: {namespace: a, name: b, uid: c}
      spec:
        nodeName: f
        priority: 0
        containers:
        - name: g
          image: "h"
          resources: {requests: {cpu: 500m}}
      status: {phase: Running, qosClass: Burstable}
      """;

  private ArchiveTraining() {}

  /**
   * Runs the commands.
   *
   * @param args ignored
   */
  public static void main(String[] args) {
    // The two that a command starts with, and that the runs below pass by.
    Objects.requireNonNull(TemperAgent.class);
    Objects.requireNonNull(Console.ofProcess());
    run("", "--help");
    run("", "version", "-o", "json");
    run("", "plan", "-f", "/nonexistent");
    for (var pods : List.of(PODS_JSON, PODS_YAML)) {
      for (var format : List.of("table", "json")) {
        run(pods, "plan", "-f", "-", "-t", "4c8t", "-o", format);
        run(pods, "explain", "a/b", "-f", "-", "-o", format);
      }
    }
  }

  private static void run(String in, String... args) {
    var console = new Console(
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        new Environment(Map.of(), false));
    AgentWiring.commandLine(console).run(args);
  }
}
