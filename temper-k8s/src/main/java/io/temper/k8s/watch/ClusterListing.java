package io.temper.k8s.watch;

import io.temper.k8s.api.ApiAnswer;
import io.temper.k8s.api.ApiServer;
import java.time.Duration;
import java.util.List;

/** What a cluster has of a kind at one moment, by its metadata; for who asks once. */
public final class ClusterListing {
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private ClusterListing() {}

  /**
   * Lists all nodes.
   *
   * @param server who knows them
   * @return the newest of each
   * @throws io.temper.k8s.api.ApiException if it does not tell
   * @throws io.temper.k8s.text.UnreadableTextException if it breaks off, or makes no sense
   */
  public static List<ServedNode> nodes(ApiServer server) {
    return list(server, "all nodes", "/api/v1/nodes");
  }

  /**
   * Lists names of objects of any kind.
   *
   * @param server who knows them
   * @param what the objects are, for messages, as in "the leases of agents"
   * @param path with its query
   * @return their names
   * @throws io.temper.k8s.api.ApiException if it does not tell
   * @throws io.temper.k8s.text.UnreadableTextException if it breaks off, or makes no sense
   */
  public static List<String> names(ApiServer server, String what, String path) {
    return list(server, what, path).stream().map(ServedNode::name).toList();
  }

  /** The metadata of all kinds look the same. */
  private static List<ServedNode> list(ApiServer server, String what, String path) {
    try (ApiAnswer answer = server.get("list " + what, path, Selection.METADATA_OF_ALL, SILENCE)) {
      return ServedList.read(what, answer.body(), ServedNode::read).items();
    }
  }
}
