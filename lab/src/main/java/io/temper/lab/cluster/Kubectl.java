package io.temper.lab.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client of Kubernetes, as a user calls it.
 *
 * @param program {@code kubectl}
 * @param kubeconfig who calls it, and of which cluster
 */
public record Kubectl(Path program, Path kubeconfig) {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Runs a command.
   *
   * @param arguments after {@code kubectl}
   * @return how it ended
   */
  public Invocation run(String... arguments) {
    return run(List.of(arguments), "");
  }

  /**
   * Runs a command with an input.
   *
   * @param arguments after {@code kubectl}
   * @param input what it reads as {@code -}
   * @return how it ended
   */
  public Invocation run(List<String> arguments, String input) {
    List<String> argv = new ArrayList<>();
    argv.add(program.toString());
    argv.addAll(arguments);
    return Invocation.run(argv, Map.of("KUBECONFIG", kubeconfig.toString()), input, PATIENCE);
  }

  /**
   * Makes objects, or brings them to what is given.
   *
   * @param manifest YAML or JSON
   */
  public void apply(String manifest) {
    run(List.of("apply", "-f", "-"), manifest).text();
  }

  /**
   * Reads objects.
   *
   * @param arguments after {@code kubectl get}
   * @return the object, or the list
   */
  public JsonNode get(String... arguments) {
    List<String> all = new ArrayList<>(List.of("get", "-o", "json"));
    all.addAll(List.of(arguments));
    return JSON.readTree(run(all, "").text());
  }

  /** Tells whether the API server is ready. */
  boolean isReady() {
    return run("get", "--raw", "/readyz").succeeded();
  }
}
