package io.temper.agent.cluster;

import io.temper.testkit.cluster.AgentAccount;
import io.temper.testkit.cluster.AgentRight;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the roles among some objects grant to the account of the agents by the bindings among them. */
final class GrantedRights {
  private GrantedRights() {}

  /** Returns each right once for each way in which it is granted. */
  static List<AgentRight> of(List<JsonNode> objects) {
    return of(objects, AgentAccount.NAME);
  }

  static List<AgentRight> of(List<JsonNode> objects, String account) {
    return objects.stream()
        .filter(object -> object.path("kind").asString().endsWith("RoleBinding"))
        .filter(binding -> items(binding.path("subjects"))
            .anyMatch(subject -> subject.path("name").asString().equals(account)))
        .flatMap(binding -> objects.stream()
            .filter(object -> isRoleOf(binding, object))
            .flatMap(role -> rights(role, namespace(binding))))
        .toList();
  }

  private static boolean isRoleOf(JsonNode binding, JsonNode object) {
    return object.path("kind").equals(binding.at("/roleRef/kind"))
        && object.at("/metadata/name").equals(binding.at("/roleRef/name"))
        && Objects.equals(namespace(object), namespace(binding));
  }

  private static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asString("");
  }

  private static Stream<AgentRight> rights(JsonNode role, String namespace) {
    return items(role.path("rules")).flatMap(rule -> items(rule.path("apiGroups"))
        .flatMap(
            group -> items(rule.path("resources")).flatMap(resource -> items(rule.path("verbs"))
                .map(verb -> new AgentRight(
                    verb.asString(), group.asString(), resource.asString(), namespace)))));
  }

  private static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
