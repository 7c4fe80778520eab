package io.temper.agent.cluster;

import io.temper.testkit.cluster.AgentRight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an API server noted of somebody's requests. */
final class AuditTrail {
  private static final int CREATED = 201;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path log;
  private final String user;

  /**
   * A request that was answered.
   *
   * @param right what was asked for; of a request for no resource, its path
   * @param code of the answer
   */
  record Request(AgentRight right, int code) {
    /** Server-side apply of what is not there is allowed only to those who may create it, too. */
    Stream<AgentRight> used() {
      return code == CREATED && right.verb().equals("patch")
          ? Stream.of(
              right, new AgentRight("create", right.group(), right.resource(), right.namespace()))
          : Stream.of(right);
    }
  }

  AuditTrail(Path log, String user) {
    this.log = log;
    this.user = user;
  }

  /** Returns the requests so far, without the line that is being written. */
  List<Request> requests() {
    try {
      String text = Files.readString(log);
      return text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(JSON::readTree)
          .filter(event -> event.at("/user/username").asString("").equals(user))
          .map(AuditTrail::request)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all rights that were used with success. */
  Set<AgentRight> used() {
    return requests().stream()
        .filter(request -> request.code() / 100 == 2)
        .flatMap(Request::used)
        .collect(Collectors.toSet());
  }

  private static Request request(JsonNode event) {
    JsonNode object = event.path("objectRef");
    String subresource = object.path("subresource").asString("");
    String resource = object.path("resource").asString(event.path("requestURI").asString(""));
    return new Request(
        new AgentRight(
            event.path("verb").asString(""),
            object.path("apiGroup").asString(""),
            subresource.isEmpty() ? resource : resource + "/" + subresource,
            object.path("namespace").asString("")),
        event.at("/responseStatus/code").asInt(0));
  }
}
