package io.temper.agent.cluster;

import io.temper.testkit.cluster.AgentRight;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * All that the objects of a release may do: to the API server by their roles, to their node by what their pods
 * ask for. What a pod renounces is no permission; what it does not renounce is one.
 */
final class ChartPermissions {
  private static final String COMPONENT = "/metadata/labels/app.kubernetes.io~1component";

  private final List<JsonNode> objects;
  private final Set<Permission> found = new LinkedHashSet<>();

  /**
   * A thing that may be done.
   *
   * @param component of the release, which may do it
   * @param what is allowed
   */
  record Permission(String component, String what) {}

  private ChartPermissions(List<JsonNode> objects) {
    this.objects = objects;
  }

  /** Returns each of them once, in the order of the objects. */
  static Set<Permission> of(List<JsonNode> objects) {
    var permissions = new ChartPermissions(objects);
    permissions.readAccounts();
    objects.forEach(permissions::readPod);
    return permissions.found;
  }

  private void readAccounts() {
    objects.stream()
        .filter(object -> object.path("kind").asString().equals("ServiceAccount"))
        .forEach(
            account -> GrantedRights.of(objects, account.at("/metadata/name").asString())
                .forEach(right -> add(account, describe(right))));
  }

  private static String describe(AgentRight right) {
    return "API: `" + right.verb() + "` `" + right.resource() + "`"
        + (right.namespace().isEmpty()
            ? " of the cluster"
            : " in namespace `" + right.namespace() + "`");
  }

  private void add(JsonNode object, String what) {
    found.add(new Permission(object.at(COMPONENT).asString(), what));
  }

  private void readPod(JsonNode object) {
    JsonNode pod = object.at("/spec/template/spec");
    if (pod.isMissingNode()) {
      return;
    }
    for (String sharing : List.of("hostPID", "hostNetwork", "hostIPC", "shareProcessNamespace")) {
      addIf(object, pod.path(sharing).asBoolean(false), "`" + sharing + "`");
    }
    addIf(
        object,
        pod.path("automountServiceAccountToken").asBoolean(true),
        "token of its account, for as long as the API server likes");
    addIf(
        object,
        items(pod.path("tolerations")).anyMatch(toleration -> !toleration.has("key")),
        "runs on nodes with any taint");
    if (pod.has("priorityClassName")) {
      add(object, "priority `" + pod.path("priorityClassName").asString() + "`");
    }
    Stream.concat(items(pod.path("initContainers")), items(pod.path("containers")))
        .forEach(container -> readContainer(object, pod, container));
  }

  private void addIf(JsonNode object, boolean allowed, String what) {
    if (allowed) {
      add(object, what);
    }
  }

  private void readContainer(JsonNode object, JsonNode pod, JsonNode container) {
    JsonNode own = container.path("securityContext");
    add(object, "user " + either(own, pod, "runAsUser").asInt(0));
    addIf(object, own.path("privileged").asBoolean(false), "privileged");
    addIf(
        object,
        own.path("allowPrivilegeEscalation").asBoolean(true),
        "may gain privileges (`allowPrivilegeEscalation`)");
    addIf(
        object,
        !own.path("readOnlyRootFilesystem").asBoolean(false),
        "writes to its root file system");
    addIf(
        object,
        !either(own, pod, "seccompProfile").path("type").asString("").equals("RuntimeDefault"),
        "every system call");
    addIf(
        object,
        items(own.at("/capabilities/drop")).noneMatch(drop -> drop.asString().equals("ALL")),
        "the container runtime's capabilities");
    items(own.at("/capabilities/add"))
        .forEach(capability -> add(object, "`CAP_" + capability.asString() + "`"));
    items(container.path("ports")).forEach(port -> add(object, describePort(port)));
    items(container.path("volumeMounts"))
        .forEach(mount -> add(object, describeMount(mount, volume(pod, mount))));
  }

  private static JsonNode either(JsonNode container, JsonNode pod, String field) {
    return container.has(field)
        ? container.path(field)
        : pod.path("securityContext").path(field);
  }

  private static String describePort(JsonNode port) {
    return (port.has("hostPort") ? "listens on the node, port " : "listens at its pod, port ")
        + port.path("containerPort").asInt();
  }

  private static JsonNode volume(JsonNode pod, JsonNode mount) {
    Predicate<JsonNode> same = volume -> volume.path("name").equals(mount.path("name"));
    return items(pod.path("volumes")).filter(same).findFirst().orElseThrow();
  }

  private static String describeMount(JsonNode mount, JsonNode volume) {
    boolean readOnly = mount.path("readOnly").asBoolean(false);
    String path = "`" + mount.path("mountPath").asString() + "`";
    if (volume.has("hostPath")) {
      return (readOnly ? "reads" : "writes") + " the node's `"
          + volume.at("/hostPath/path").asString() + "`, at " + path
          + (mount.has("mountPropagation") ? ", and writes to what is mounted below" : "");
    }
    JsonNode lifetime = volume.at("/projected/sources/0/serviceAccountToken/expirationSeconds");
    if (lifetime.isNumber()) {
      return "token of its account, for " + lifetime.asInt() + " s";
    }
    return (readOnly ? "reads" : "writes to") + " its own " + path;
  }

  private static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
