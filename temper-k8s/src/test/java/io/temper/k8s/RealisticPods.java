package io.temper.k8s;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Makes lists of pods as large as those of real clusters, with all the fields that {@code kubectl}
 * prints and Temper passes over. The same number gives the same list.
 *
 * <p>Run it to have a file for a speed check: {@code RealisticPods 1000 pods.json} or {@code
 * pods.yaml}; with {@code managed} as a third word each pod has its {@code managedFields}, too.
 */
final class RealisticPods {
  private static final List<String> CPUS = List.of("50m", "250m", "500m", "1", "1500m", "0.1");
  private static final int PODS_PER_NODE = 40;

  private RealisticPods() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    boolean managed = args.length > 2 && args[2].equals("managed");
    int count = Integer.parseInt(args[0]);
    Map<String, Object> list = managed ? managedList(count) : list(count);
    try (Writer out = Files.newBufferedWriter(file)) {
      if (file.toString().endsWith(".json")) {
        KubectlPrinter.json(list, out);
      } else {
        KubectlPrinter.yaml(list, out);
      }
    }
  }

  /** Returns a list of {@code count} pods on as many nodes as they need. */
  static Map<String, Object> list(int count) {
    return listOf(count, RealisticPods::pod);
  }

  /** Returns the same pods with the {@code managedFields} that an API server keeps of each. */
  static Map<String, Object> managedList(int count) {
    return listOf(count, i -> FieldOwners.addTo(pod(i)));
  }

  private static Map<String, Object> listOf(int count, IntFunction<Object> pods) {
    List<Object> items = IntStream.range(0, count).mapToObj(pods).toList();
    return map(
        "apiVersion", "v1", "items", items, "kind", "List", "metadata", map("resourceVersion", ""));
  }

  /** Returns pod number {@code i}. */
  static Map<String, Object> pod(int i) {
    return map(
        "apiVersion",
        "v1",
        "kind",
        "Pod",
        "metadata",
        metadata(i),
        "spec",
        spec(i),
        "status",
        status(i));
  }

  private static String uid(int i) {
    return UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8), (byte) (i >> 16)})
        .toString();
  }

  private static Map<String, Object> metadata(int i) {
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put(
        "annotations",
        map(
            "checksum/config", uid(i).repeat(2),
            "prometheus.io/scrape", "true",
            "temper.io/workload-profile", "jvm",
            "kubectl.kubernetes.io/restartedAt", "2026-11-02T09:00:00Z"));
    metadata.put("creationTimestamp", "2026-11-02T09:00:00Z");
    metadata.put("generateName", "service-" + i % 50 + "-7d9c5b8f6d-");
    metadata.put(
        "labels",
        map(
            "app.kubernetes.io/component", "backend",
            "app.kubernetes.io/instance", "service-" + i % 50,
            "app.kubernetes.io/name", "service",
            "app.kubernetes.io/version", "1.4." + i % 7,
            "pod-template-hash", "7d9c5b8f6d"));
    metadata.put("name", "service-" + i % 50 + "-7d9c5b8f6d-" + Integer.toString(i + 46656, 36));
    metadata.put("namespace", "team-" + i % 12);
    metadata.put(
        "ownerReferences",
        List.of(map(
            "apiVersion",
            "apps/v1",
            "blockOwnerDeletion",
            true,
            "controller",
            true,
            "kind",
            "ReplicaSet",
            "name",
            "service-" + i % 50 + "-7d9c5b8f6d",
            "uid",
            uid(i + 100_000))));
    metadata.put("resourceVersion", Integer.toString(4_000_000 + i));
    metadata.put("uid", uid(i));
    return metadata;
  }

  private static Map<String, Object> spec(int i) {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("containers", List.of(container("app", i), container("proxy", i + 1)));
    spec.put("dnsPolicy", "ClusterFirst");
    spec.put("enableServiceLinks", true);
    spec.put("nodeName", "node-" + i / PODS_PER_NODE);
    spec.put("preemptionPolicy", "PreemptLowerPriority");
    if (i % 5 == 0) {
      spec.put("priorityClassName", "temper-high");
    }
    spec.put("priority", i % 5 == 0 ? 100_000 : 0);
    spec.put("restartPolicy", "Always");
    spec.put("schedulerName", "default-scheduler");
    spec.put("securityContext", map("fsGroup", 1000, "runAsNonRoot", true));
    spec.put("serviceAccount", "service");
    spec.put("serviceAccountName", "service");
    spec.put("terminationGracePeriodSeconds", 30);
    spec.put("tolerations", List.of(toleration("not-ready"), toleration("unreachable")));
    spec.put("volumes", List.of(configVolume(), tokenVolume()));
    return spec;
  }

  private static Map<String, Object> container(String name, int i) {
    Map<String, Object> container = new TreeMap<>();
    container.put("args", List.of("--port=8080", "--config=/etc/service/config.yaml", "--verbose"));
    container.put("env", List.of(env("JAVA_OPTS", "-Xmx512m -XX:+UseG1GC"), env("REGION", "eu-1")));
    container.put("image", "registry.example.com/team/" + name + ":1.4." + i % 7);
    container.put("imagePullPolicy", "IfNotPresent");
    container.put("livenessProbe", probe("/healthz"));
    container.put("name", name);
    container.put("ports", List.of(map("containerPort", 8080, "name", "http", "protocol", "TCP")));
    container.put("readinessProbe", probe("/ready"));
    container.put("resources", resources(i));
    container.put("terminationMessagePath", "/dev/termination-log");
    container.put("terminationMessagePolicy", "File");
    container.put(
        "volumeMounts",
        List.of(
            map("mountPath", "/etc/service", "name", "config"),
            map(
                "mountPath", "/var/run/secrets/kubernetes.io/serviceaccount",
                "name", "kube-api-access-x7k2p",
                "readOnly", true)));
    return container;
  }

  private static Map<String, Object> resources(int i) {
    String cpu = CPUS.get(i % CPUS.size());
    return map(
        "limits", map("cpu", "4", "memory", "1Gi"),
        "requests", map("cpu", cpu, "memory", "512Mi"));
  }

  private static Map<String, Object> env(String name, String value) {
    return map("name", name, "value", value);
  }

  private static Map<String, Object> probe(String path) {
    return map(
        "failureThreshold", 3,
        "httpGet", map("path", path, "port", "http", "scheme", "HTTP"),
        "periodSeconds", 10,
        "successThreshold", 1,
        "timeoutSeconds", 1);
  }

  private static Map<String, Object> toleration(String condition) {
    return map(
        "effect",
        "NoExecute",
        "key",
        "node.kubernetes.io/" + condition,
        "operator",
        "Exists",
        "tolerationSeconds",
        300);
  }

  private static Map<String, Object> configVolume() {
    return map("configMap", map("defaultMode", 420, "name", "service-config"), "name", "config");
  }

  private static Map<String, Object> tokenVolume() {
    List<Object> sources = List.of(
        map("serviceAccountToken", map("expirationSeconds", 3607, "path", "token")),
        map("configMap", map("name", "kube-root-ca.crt")));
    return map(
        "name", "kube-api-access-x7k2p", "projected", map("defaultMode", 420, "sources", sources));
  }

  private static Map<String, Object> status(int i) {
    Map<String, Object> status = new TreeMap<>();
    status.put(
        "conditions",
        List.of(
            condition("PodReadyToStartContainers"),
            condition("Initialized"),
            condition("Ready"),
            condition("ContainersReady"),
            condition("PodScheduled")));
    status.put(
        "containerStatuses", List.of(containerStatus("app", i), containerStatus("proxy", i + 1)));
    status.put("hostIP", "10.0.0." + i % 250);
    status.put("hostIPs", List.of(map("ip", "10.0.0." + i % 250)));
    status.put("phase", "Running");
    status.put("podIP", "10.1.0." + i % 250);
    status.put("podIPs", List.of(map("ip", "10.1.0." + i % 250)));
    status.put("qosClass", "Burstable");
    status.put("startTime", "2026-11-02T09:00:01Z");
    return status;
  }

  private static Map<String, Object> condition(String type) {
    Map<String, Object> condition = new TreeMap<>();
    condition.put("lastTransitionTime", "2026-11-02T09:00:05Z");
    condition.put("observedGeneration", 1);
    condition.put("status", "True");
    condition.put("type", type);
    return condition;
  }

  private static Map<String, Object> containerStatus(String name, int i) {
    Map<String, Object> status = new TreeMap<>();
    String image = "registry.example.com/team/" + name;
    status.put("allocatedResources", map("cpu", CPUS.get(i % CPUS.size()), "memory", "512Mi"));
    status.put("containerID", "containerd://" + uid(i).replace("-", "").repeat(2));
    status.put("image", image + ":1.4." + i % 7);
    status.put("imageID", image + "@sha256:" + uid(i).replace("-", "").repeat(2));
    status.put("lastState", map());
    status.put("name", name);
    status.put("ready", true);
    status.put("resources", resources(i));
    status.put("restartCount", 0);
    status.put("started", true);
    status.put("state", map("running", map("startedAt", "2026-11-02T09:00:04Z")));
    return status;
  }

  /** Returns a map of keys and values that take turns. */
  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
