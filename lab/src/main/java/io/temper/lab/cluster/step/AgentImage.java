package io.temper.lab.cluster.step;

import io.temper.lab.LabException;
import io.temper.lab.cluster.NodeShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The agent's image on the node, under the name that the chart has for it, so that it is installed without a word about
 * images; and under another tag, so that two versions are to be had.
 *
 * @param stable the tag that is installed
 * @param candidate the tag that the canary tries; the same image
 */
record AgentImage(String stable, String candidate) {
  /** How the chart's {@code agent.image.repository} is spelled out where no registry is named. */
  private static final String REPOSITORY = "docker.io/library/temper";

  private static final Pattern VERSION = Pattern.compile("(?m)^appVersion: \"?([^\"\\s]+)\"?$");

  /**
   * Reads the tag that a chart installs.
   *
   * @param chart its folder
   */
  static AgentImage of(Path chart) {
    Path file = chart.resolve("Chart.yaml");
    try {
      Matcher version = VERSION.matcher(Files.readString(file));
      if (!version.find()) {
        throw new LabException(file + " has no appVersion, which is the tag of the agent's image");
      }
      return new AgentImage(version.group(1), version.group(1) + "-next");
    } catch (IOException e) {
      throw new LabException("cannot read " + file + ": " + e, e);
    }
  }

  /**
   * Names the image that the node was given.
   *
   * @throws StepFailure if the node has no other image than the lab's own
   */
  void tag(NodeShell shell) {
    List<String> names = shell
        .run("ctr -n k8s.io image ls -q")
        .text()
        .lines()
        .filter(name -> !name.startsWith("sha256:") && !name.startsWith("temper.invalid/lab"))
        .toList();
    StepFailure.unless(
        names.size() == 1, "the node has " + names + " where the agent's image should be");
    for (String tag : List.of(stable, candidate)) {
      String name = REPOSITORY + ":" + tag;
      if (!name.equals(names.get(0))) {
        shell
            .run("ctr -n k8s.io image tag --force '" + names.get(0) + "' " + name)
            .text();
      }
    }
  }
}
