package io.temper.deploy;

import io.temper.TemperException;
import io.temper.testkit.cluster.LoopbackClient;
import io.temper.testkit.cluster.LoopbackClient.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gives objects to an API server, at the places that it names for their kinds. */
final class Objects {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final LoopbackClient admin;
  private final Map<String, JsonNode> groups = new HashMap<>();

  Objects(LoopbackClient admin) {
    this.admin = admin;
  }

  /** Makes objects of kinds that there must be. */
  void createAll(String yaml) {
    Manifest.all(yaml).forEach(this::create);
  }

  private void create(Manifest object) {
    admin.create(
        listPath(object, object.text("/metadata/namespace")), object.json().toString());
  }

  /** Asks whether an object could be made, with every field that its kind does not know refused. */
  Answer tryStrictly(Manifest object) {
    return tryStrictly(object, object.text("/metadata/namespace"));
  }

  /** The same in a namespace that the object need not say. */
  Answer tryStrictly(Manifest object, String namespace) {
    return admin.ask(
        "POST",
        listPath(object, namespace) + "?fieldValidation=Strict&dryRun=All",
        "application/json",
        object.json().toString());
  }

  /** Returns an object; a missing node if it is not there. */
  JsonNode get(String path) {
    Answer answer = admin.ask("GET", path, "application/json", "");
    return answer.code() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
  }

  /** Defines kinds, and waits until the API server serves them. */
  void define(String yaml) {
    createAll(yaml);
    for (Manifest definition : Manifest.all(yaml)) {
      String plural = definition.text("/spec/names/plural");
      String group = "/apis/" + definition.text("/spec/group") + "/v1";
      await(plural, () -> get(group + "/" + plural).isObject());
    }
  }

  static void await(String what, BooleanSupplier there) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new TemperException(what + " did not come about");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Where objects of its kind are, in its namespace if they have one. */
  private String listPath(Manifest object, String namespace) {
    String group = object.apiVersion().contains("/")
        ? "/apis/" + object.apiVersion()
        : "/api/" + object.apiVersion();
    JsonNode kind = groups
        .computeIfAbsent(group, path -> JSON.readTree(admin.get(path)))
        .path("resources")
        .valueStream()
        .filter(resource -> resource.path("kind").asString().equals(object.kind())
            && !resource.path("name").asString().contains("/"))
        .findFirst()
        .orElseThrow(() -> new TemperException(group + " has no kind " + object.kind()));
    String place = kind.path("namespaced").asBoolean() ? "/namespaces/" + namespace : "";
    return group + place + "/" + kind.path("name").asString();
  }
}
