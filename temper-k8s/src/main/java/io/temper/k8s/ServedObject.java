package io.temper.k8s;

/** An object as an API server had it at one moment. */
public interface ServedObject {

  /**
   * Returns what tells it from all others, also from an earlier one of its name.
   *
   * @return the uid; empty if the API server gave none
   */
  String uid();

  /**
   * Returns which state of it this is; says nothing but to the API server.
   *
   * @return the resource version; empty if the API server gave none
   */
  String resourceVersion();
}
