package io.temper.nomad.watch;

import io.temper.nomad.NodeReader;
import io.temper.nomad.api.NomadAnswer;
import io.temper.nomad.api.NomadException;
import io.temper.nomad.api.NomadServer;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Which node of Nomad this host is: as it was told, or as the agent of Nomad says. For all threads. */
final class LocalClient {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String TASK = "ask which node this is";

  /** It becomes a part of addresses. */
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final NomadServer server;
  private final boolean told;
  private String id;

  /**
   * Creates one.
   *
   * @param server whom to ask
   * @param id the node's id; empty if the agent of Nomad shall say
   */
  LocalClient(NomadServer server, String id) {
    this.server = server;
    this.told = !id.isEmpty();
    this.id = id;
  }

  /**
   * Returns the id of the node.
   *
   * @throws io.temper.TemperException if nobody says
   */
  synchronized String id() {
    if (id.isEmpty()) {
      NomadAnswer answer = server.get(TASK, "/v1/agent/self", Map.of(), PATIENCE);
      id = checked(NodeReader.readSelf("which node this is", answer.body()));
    }
    return id;
  }

  /** There is no such node any more: a client whose data directory was emptied comes back as another one. */
  synchronized void forget() {
    if (!told) {
      id = "";
    }
  }

  private String checked(String node) {
    if (!ID.matcher(node).matches()) {
      throw new NomadException(
          "cannot " + TASK + ": the agent of Nomad at " + server.address() + " is "
              + (node.isEmpty() ? "no client" : "a client without a proper id")
              + "; give the address of the client of this host in NOMAD_ADDR, or --source nomad:NODE_ID",
          NomadException.NO_ANSWER,
          Duration.ZERO,
          null);
    }
    return node;
  }
}
