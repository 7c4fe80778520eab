package io.temper.k8s.api;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A token that the kubelet writes anew before it expires, each hour or so: read for each question. It is in
 * memory there, and a watch asks once in minutes.
 */
final class MountedToken implements OAuthTokenProvider {
  private final Path file;
  private volatile String last = "";

  MountedToken(Path file) {
    this.file = file;
  }

  /** Returns what the file holds, or what it held last. */
  @Override
  public String getToken() {
    try {
      String now = Files.readString(file).strip();
      if (!now.isEmpty()) {
        last = now;
      }
    } catch (IOException e) {
      if (last.isEmpty()) {
        throw new KubernetesClientException("cannot read the token in " + file + ": " + e, e);
      }
    }
    return last;
  }
}
