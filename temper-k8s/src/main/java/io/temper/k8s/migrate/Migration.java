package io.temper.k8s.migrate;

import io.temper.k8s.api.ApiServer;
import io.temper.k8s.text.DocumentReader;
import java.io.InputStream;
import java.util.List;

/** Looks for old names. Changes nothing. */
public final class Migration {
  private Migration() {}

  /**
   * Looks through a cluster.
   *
   * @param server its API server, asked as whoever runs this
   * @return what was found
   * @throws io.temper.k8s.api.ApiException if it cannot be asked
   * @throws io.temper.k8s.text.UnreadableTextException if it answers something else
   */
  public static MigrationReport of(ApiServer server) {
    var findings = new ClusterFindings();
    List<String> unchecked = ServedObjects.read(server, findings);
    return new MigrationReport("the cluster at " + server.address(), findings.uses(), unchecked);
  }

  /**
   * Looks through manifests, lists that {@code kubectl} printed, or Helm's values.
   *
   * @param name what to call the text in messages
   * @param in text in JSON or YAML
   * @param isFile whether that is the name of a file that can be edited
   * @return what was found
   * @throws io.temper.k8s.text.UnreadableTextException if it cannot be read
   */
  public static MigrationReport of(String name, InputStream in, boolean isFile) {
    var advice = new FileAdvice(name, isFile);
    try (var reader = DocumentReader.of(name, in)) {
      ManifestObjects.read(reader, advice::add);
    }
    return new MigrationReport(name, advice.uses(), List.of());
  }
}
