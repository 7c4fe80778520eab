package io.temper.agent.cluster;

import io.temper.testkit.cluster.AgentAccount;
import io.temper.testkit.cluster.AgentRight;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.LoopbackClient;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Runs the agent against an API server in a network of its own, in which there is nothing but the loopback
 * interface, and prints what the kernel counted of attempts to leave it; then the same of two attempts of its
 * own, which the kernel must have counted.
 */
final class SealedAgent {
  /** An address that belongs to nobody. */
  private static final String ELSEWHERE = "192.0.2.1";

  private SealedAgent() {}

  /**
   * Runs it.
   *
   * @param args an empty folder
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    try (ControlPlane plane =
        ControlPlane.start(Files.createDirectories(folder.resolve("plane")))) {
      long before = attempts();
      run(plane, folder);
      print("agent", attempts() - before);
    }
    long before = attempts();
    tryToLeave();
    print("control", attempts() - before);
  }

  private static void run(ControlPlane plane, Path folder) throws Exception {
    LoopbackClient admin = plane.admin();
    AgentAccount account = AgentAccount.create(plane);
    account.allow(AgentRight.ALL);
    admin.create("/api/v1/nodes", "{\"metadata\":{\"name\":\"n\",\"labels\":{\"a\":\"b\"}}}");
    Path mounted = account.mount(folder.resolve("mounted"), account.tokenOn("n"));
    try (var agent =
        PodAgent.start(plane, "n", mounted, Files.createDirectories(folder.resolve("agent")))) {
      agent.await(() -> admin.get("/api/v1/nodes/n"), "\"temper.io/agent-status\":\"observing\"");
      admin.merge(
          "/api/v1/nodes/n",
          "{\"metadata\":{\"annotations\":{\"temper.io/safe-mode-requested\":\"true\"}}}");
      agent.await(() -> admin.get("/api/v1/namespaces/default/events"), "SafeModeEntered");
      plane.stopApiServer();
      agent.await(agent::logged, "what was heard before stays in force");
      agent.end();
    }
  }

  private static void print(String of, long attempts) {
    System.out.println(String.format(Locale.ROOT, "%s: %d", of, attempts));
  }

  private static void tryToLeave() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(ELSEWHERE, 443), 1_000);
    } catch (IOException e) {
      // Nothing is there.
    }
    try (var socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getByName(ELSEWHERE), 53));
    } catch (IOException e) {
      // Nor there.
    }
  }

  /**
   * Packets and connections for which the kernel found no way, of any process of this network, and datagrams
   * that it sent: who looks for names sends some, also if the resolver is on the loopback interface.
   */
  private static long attempts() throws IOException {
    return counter("/proc/net/snmp", "Ip: ", "OutNoRoutes")
        + counter("/proc/net/snmp", "Udp: ", "OutDatagrams")
        + line("/proc/net/snmp6", "Ip6OutNoRoutes")
        + line("/proc/net/snmp6", "Udp6OutDatagrams");
  }

  /** A line of names, then one of values. */
  private static long counter(String file, String prefix, String name) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(prefix))
        .toList();
    List<String> names = List.of(lines.get(0).split(" ", -1));
    return Long.parseLong(lines.get(1).split(" ", -1)[names.indexOf(name)]);
  }

  /** A name and its value in each line; nothing where there is no IPv6. */
  private static long line(String file, String name) throws IOException {
    Path path = Path.of(file);
    return !Files.exists(path)
        ? 0
        : Files.readAllLines(path).stream()
            .map(line -> line.split("\\s+"))
            .filter(words -> words[0].equals(name))
            .mapToLong(words -> Long.parseLong(words[1]))
            .sum();
  }
}
