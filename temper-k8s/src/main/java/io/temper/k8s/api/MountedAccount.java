package io.temper.k8s.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The service account of the pod that this process is in, by the files that the kubelet puts there and the
 * variables that it sets.
 *
 * @param folder where the files are
 */
public record MountedAccount(Path folder) {
  /** Where every pod has them, unless it does not want them. */
  public static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /** Names another folder; for tests. */
  public static final String FOLDER_PROPERTY = "temper.serviceaccount";

  static final String HOST = "KUBERNETES_SERVICE_HOST";
  static final String PORT = "KUBERNETES_SERVICE_PORT";
  private static final String HTTPS = "443";

  /**
   * Returns that of this process.
   *
   * @return it may be that there is none
   */
  public static MountedAccount ofThisProcess() {
    String folder = System.getProperty(FOLDER_PROPERTY);
    return new MountedAccount(folder == null ? FOLDER : Path.of(folder));
  }

  /**
   * Returns the namespace of the pod.
   *
   * @return empty outside of pods
   */
  public Optional<String> namespace() {
    try {
      return Optional.of(Files.readString(folder.resolve("namespace")).strip())
          .filter(namespace -> !namespace.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Tells whether a process with these variables is in a pod that has it. */
  boolean isThere(Map<String, String> environment) {
    return isInPod(environment) && Files.isReadable(token());
  }

  static boolean isInPod(Map<String, String> environment) {
    return !environment.getOrDefault(HOST, "").isEmpty();
  }

  /** Returns where the token is. */
  Path token() {
    return folder.resolve("token");
  }

  /**
   * Returns how to ask the API server of the pod's cluster: at its address inside of the cluster, by no proxy,
   * and each time with the token that the file holds then.
   */
  Config config(Map<String, String> environment) {
    Path authority = folder.resolve("ca.crt");
    var config = new ConfigBuilder(Config.empty())
        .withMasterUrl(address(environment))
        .withOauthTokenProvider(new MountedToken(token()));
    return Files.isReadable(authority)
        ? config.withCaCertFile(authority.toString()).build()
        : config.build();
  }

  private static String address(Map<String, String> environment) {
    String host = environment.getOrDefault(HOST, "");
    String port = environment.getOrDefault(PORT, HTTPS);
    return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
