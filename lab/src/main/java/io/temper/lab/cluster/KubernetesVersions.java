package io.temper.lab.cluster;

import io.temper.lab.LabException;
import io.temper.lab.host.HostCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The versions of Kubernetes that are to be had as Go modules.
 *
 * @param released without those before a release, in their order
 */
public record KubernetesVersions(List<String> released) {
  /** The series that the chart takes at least. */
  public static final String OLDEST = "1.33";

  /** A word for the one with the highest number. */
  public static final String NEWEST = "newest";

  private static final Pattern RELEASED = Pattern.compile("v1\\.\\d+\\.\\d+");
  private static final Comparator<String> BY_NUMBER = Comparator.<String>comparingInt(
          version -> part(version, 1))
      .thenComparingInt(version -> part(version, 2));

  /** Copies. */
  public KubernetesVersions {
    released = List.copyOf(released);
  }

  /**
   * Asks Go, which asks where its environment says.
   *
   * @return what it knows
   * @throws LabException if Go is missing, or gets no answer
   */
  public static KubernetesVersions ask() {
    GoTool.require("kube-apiserver", ProgramSearch.ASSETS);
    Path anywhere = Path.of(System.getProperty("java.io.tmpdir"));
    return parse(
        HostCommand.in(anywhere, List.of("go", "list", "-m", "-versions", "k8s.io/kubernetes"))
            .run());
  }

  /**
   * Reads what Go says.
   *
   * @param list the module and its versions
   */
  static KubernetesVersions parse(String list) {
    return new KubernetesVersions(Arrays.stream(list.strip().split("\\s+", -1))
        .filter(word -> RELEASED.matcher(word).matches())
        .map(word -> word.substring(1))
        .sorted(BY_NUMBER)
        .toList());
  }

  private static int part(String version, int index) {
    return Integer.parseInt(version.split("\\.", -1)[index]);
  }

  /**
   * Finds a version.
   *
   * @param query a version, a series such as 1.33 for its newest one, or {@value #NEWEST}
   * @return the version
   * @throws LabException if there is none; the message has the newest one
   */
  public String find(String query) {
    return released.stream()
        .filter(version ->
            query.equals(NEWEST) || version.equals(query) || version.startsWith(query + "."))
        .reduce((one, next) -> next)
        .orElseThrow(() -> new LabException("no Kubernetes '" + query
            + "' is to be had as a Go module; there are "
            + (released.isEmpty()
                ? "none"
                : released.get(0) + " to " + released.get(released.size() - 1))));
  }
}
