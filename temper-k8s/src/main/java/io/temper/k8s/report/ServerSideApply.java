package io.temper.k8s.report;

import io.temper.k8s.api.ApiServer;

/** Writes what one field manager says of an object: what it said before and does not now is taken away. */
final class ServerSideApply {
  /** JSON is YAML, too; the content type has no other name. */
  static final String CONTENT_TYPE = "application/apply-patch+yaml";

  private ServerSideApply() {}

  /**
   * Applies it, also over what others say of the same fields, and makes the object where it is not there.
   *
   * @param task what that is for
   * @param path of the object
   * @param manager who says it
   * @param body what is said, as JSON
   */
  static void send(ApiServer server, String task, String path, String manager, String body) {
    server.send(task, "PATCH", path + "?force=true&fieldManager=" + manager, CONTENT_TYPE, body);
  }
}
