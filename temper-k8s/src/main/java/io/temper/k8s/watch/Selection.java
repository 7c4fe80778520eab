package io.temper.k8s.watch;

import io.temper.k8s.ServedObject;
import io.temper.k8s.ServedPod;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.text.DocumentReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Which objects are kept up with, and how they are read.
 *
 * @param what their name in messages, as in "the pods of node a"
 * @param path where the API server has all of their kind
 * @param fieldSelector which of them are meant
 * @param listAs the form in which a list is wanted
 * @param watchAs the form in which changes are wanted
 * @param reader reads an object at which a text stands
 * @param <T> what is kept of an object
 */
record Selection<T extends ServedObject>(
    String what,
    String path,
    String fieldSelector,
    String listAs,
    String watchAs,
    Function<DocumentReader, T> reader) {
  /** Names, uids, annotations and who wrote them: a node's status, its images above all, is long. */
  private static final String METADATA_ONLY = ";g=meta.k8s.io;v=v1";

  static final String METADATA_OF_ALL =
      ApiServer.JSON + ";as=PartialObjectMetadataList" + METADATA_ONLY;

  /** Returns the pods that are placed on a node. */
  static Selection<ServedPod> podsOf(String node) {
    return new Selection<>(
        "the pods of node " + node,
        "/api/v1/pods",
        "spec.nodeName=" + node,
        ApiServer.JSON,
        ApiServer.JSON,
        ServedPod::read);
  }

  /** Returns the object of a node. */
  static Selection<ServedNode> node(String name) {
    return new Selection<>(
        "node " + name,
        "/api/v1/nodes",
        "metadata.name=" + name,
        METADATA_OF_ALL,
        ApiServer.JSON + ";as=PartialObjectMetadata" + METADATA_ONLY,
        ServedNode::read);
  }

  /**
   * Returns what to ask for to have all of them.
   *
   * @param version {@code 0} for what the API server has at hand, which spares its store; empty for the
   *     newest
   */
  String listPath(String version) {
    return query() + "&resourceVersion=" + version;
  }

  /** Returns what to ask for to hear what changes after a state. */
  String watchPath(String version, long seconds) {
    return query() + "&watch=1&allowWatchBookmarks=true&resourceVersion="
        + URLEncoder.encode(version, StandardCharsets.UTF_8) + "&timeoutSeconds=" + seconds;
  }

  private String query() {
    return path + "?fieldSelector=" + URLEncoder.encode(fieldSelector, StandardCharsets.UTF_8);
  }
}
