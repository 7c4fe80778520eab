package io.temper.testkit.cluster;

import io.temper.TemperException;
import io.temper.testkit.cluster.LoopbackClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service account of the agents at the API server of a test, and the pods whose tokens they would have.
 * Nobody plays kubelet: pods are objects, and tokens are asked for as a kubelet does.
 */
public final class AgentAccount {
  /** The namespace of the release. */
  public static final String NAMESPACE = "temper";

  /** The account's name in it. */
  public static final String NAME = "temper-agent";

  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
  private static final String JSON = "application/json";
  private static final Pattern TOKEN = Pattern.compile("\"token\":\\s*\"([^\"]+)\"");
  private static final int CONFLICT = 409;

  private final ControlPlane plane;
  private final LoopbackClient admin;

  private final String name;

  private AgentAccount(ControlPlane plane, String name) {
    this.plane = plane;
    this.name = name;
    this.admin = plane.admin();
  }

  /**
   * Makes the namespace and the account, which may do nothing yet.
   *
   * @param plane where
   * @return the account
   */
  public static AgentAccount create(ControlPlane plane) {
    return create(plane, NAME);
  }

  /**
   * Makes the namespace and another account in it.
   *
   * @param plane where
   * @param name the account's name
   * @return the account
   */
  public static AgentAccount create(ControlPlane plane, String name) {
    var account = new AgentAccount(plane, name);
    account.makeIfMissing("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + NAMESPACE + "\"}}");
    account.makeIfMissing(
        "/api/v1/namespaces/" + NAMESPACE + "/serviceaccounts",
        "{\"metadata\":{\"name\":\"" + name + "\"}}");
    return account;
  }

  private void makeIfMissing(String path, String json) {
    Answer answer = admin.ask("POST", path, JSON, json);
    if (answer.code() / 100 != 2 && answer.code() != CONFLICT) {
      throw new TemperException("POST " + path + ": " + answer.code() + " " + answer.body());
    }
  }

  /**
   * Returns a new token of the pod of the agent of a node. The pod is made if it is not there.
   *
   * @param node its name; need not be there
   * @return a token with a claim of that node
   */
  public String tokenOn(String node) {
    String pod = String.format(Locale.ROOT, """
        {"metadata":{"name":"%s"},"spec":{"nodeName":"%s","serviceAccountName":"%s",
        "containers":[{"name":"agent","image":"temper"}]}}""", podOf(node), node, name);
    makeIfMissing("/api/v1/namespaces/" + NAMESPACE + "/pods", pod);
    return token(",\"boundObjectRef\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"name\":\""
        + podOf(node) + "\"}");
  }

  /**
   * Returns a new token that is bound to nothing, as {@code kubectl create token} makes it.
   *
   * @return a token without a claim of a node
   */
  public String unboundToken() {
    return token("");
  }

  private String token(String bound) {
    Answer answer = admin.ask(
        "POST",
        "/api/v1/namespaces/" + NAMESPACE + "/serviceaccounts/" + name + "/token",
        JSON,
        "{\"spec\":{\"expirationSeconds\":3600" + bound + "}}");
    Matcher token = TOKEN.matcher(answer.body());
    if (!token.find()) {
      throw new TemperException("no token: " + answer.code() + " " + answer.body());
    }
    return token.group(1);
  }

  /**
   * Deletes the pod of the agent of a node, and with it all tokens that it had.
   *
   * @param node its name
   */
  public void deletePodOn(String node) {
    admin.delete("/api/v1/namespaces/" + NAMESPACE + "/pods/" + podOf(node));
  }

  private String podOf(String node) {
    return name + "-" + node;
  }

  /**
   * Writes what a kubelet mounts into a pod of the account.
   *
   * @param folder for the files; made if it is not there
   * @param token the pod's
   * @return the folder
   */
  public Path mount(Path folder, String token) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("token"), token);
      Files.writeString(folder.resolve("namespace"), NAMESPACE);
      Files.write(folder.resolve("ca.crt"), Files.readAllBytes(plane.authority()));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets the account do this and nothing else.
   *
   * @param rights all that it may do from now on
   */
  public void allow(Collection<AgentRight> rights) {
    List<String> namespaces = Stream.concat(
            AgentRight.ALL.stream().map(AgentRight::namespace), Stream.of(""))
        .distinct()
        .toList();
    for (String namespace : namespaces) {
      bind(
          namespace,
          rights.stream()
              .filter(right -> right.namespace().equals(namespace))
              .map(AgentRight::rule)
              .collect(Collectors.joining(",")));
    }
    AgentRight.ALL.forEach(right -> admin.awaitAllowed(right, rights.contains(right)));
  }

  private void bind(String namespace, String rules) {
    String where = namespace.isEmpty() ? RBAC : RBAC + "namespaces/" + namespace + "/";
    String kind = namespace.isEmpty() ? "ClusterRole" : "Role";
    String role = where + kind.toLowerCase(Locale.ROOT) + "s";
    String text = "{\"metadata\":{\"name\":\"" + NAME + "\"},\"rules\":[" + rules + "]}";
    makeIfMissing(role, text);
    admin.merge(role + "/" + NAME, text);
    String binding = String.format(Locale.ROOT, """
        {"metadata":{"name":"%1$s"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"%2$s",
        "name":"%1$s"},"subjects":[{"kind":"ServiceAccount","name":"%1$s","namespace":"%3$s"}]}""", NAME, kind, NAMESPACE);
    makeIfMissing(where + kind.toLowerCase(Locale.ROOT) + "bindings", binding);
  }
}
