package io.temper.agent.cluster;

import io.temper.testkit.cluster.LoopbackClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Objects as they are given to an API server. */
final class ApiObjects {
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
  private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1";

  /** Kinds by which rights are given and taken, and where those of a group and of no namespace are. */
  private static final Map<String, String> PLACES = Map.of(
      "ServiceAccount", "/api/v1/namespaces/%s/serviceaccounts",
      "ClusterRole", RBAC + "/clusterroles",
      "ClusterRoleBinding", RBAC + "/clusterrolebindings",
      "Role", RBAC + "/namespaces/%s/roles",
      "RoleBinding", RBAC + "/namespaces/%s/rolebindings",
      "ValidatingAdmissionPolicy", ADMISSION + "/validatingadmissionpolicies",
      "ValidatingAdmissionPolicyBinding", ADMISSION + "/validatingadmissionpolicybindings");

  private ApiObjects() {}

  /** Tells whether an object gives rights, takes them, or is somebody who has them. */
  static boolean isAboutRights(JsonNode object) {
    return PLACES.containsKey(object.path("kind").asString());
  }

  /** Makes all objects that are about rights. */
  static void makeRights(LoopbackClient admin, List<JsonNode> objects) {
    objects.stream().filter(ApiObjects::isAboutRights).forEach(object -> make(admin, object));
  }

  private static void make(LoopbackClient admin, JsonNode object) {
    String namespace = object.at("/metadata/namespace").asString("default");
    String place =
        Objects.requireNonNull(PLACES.get(object.path("kind").asString())).replace("%s", namespace);
    admin.create(place + "?fieldValidation=Strict", object.toString());
  }
}
