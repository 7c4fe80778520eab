package io.temper.testkit.cluster;

import io.temper.TemperException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An API server with its store, on this machine's loopback, for as long as this is open. It authenticates by
 * tokens and authorizes by RBAC. Nothing else of Kubernetes runs: objects are what tests make of them.
 */
public final class ControlPlane implements AutoCloseable {
  /** The token of somebody who may do everything. */
  public static final String ADMIN = "admin-token";

  /** The token of the agent's service account, who may do what tests allow. */
  public static final String AGENT = "agent-token";

  /** The name of that account as RBAC knows it. */
  public static final String AGENT_USER = "system:serviceaccount:temper:temper-agent";

  /** One line of JSON for each request of a service account, once it is answered. */
  private static final String AUDIT_POLICY = """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitManagedFields: true
      omitStages: [RequestReceived, ResponseStarted, Panic]
      rules:
      - {level: Metadata, userGroups: ["system:serviceaccounts"]}
      - {level: None}
      """;

  private static final int LONGEST_NAME = 40;
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int STOP_SECONDS = 20;

  private final ControlPlaneTools tools;
  private final Path folder;
  private final List<String> admissionPlugins;
  private final int etcdPort = LoopbackPorts.free();
  private final int port = LoopbackPorts.free();
  private @Nullable Process etcd;
  private @Nullable Process apiServer;

  private ControlPlane(ControlPlaneTools tools, Path folder, List<String> admissionPlugins) {
    this.tools = tools;
    this.folder = folder;
    this.admissionPlugins = List.copyOf(admissionPlugins);
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param folder an empty folder for its files
   * @return to be closed by the caller
   * @throws TemperException if the programs are missing, or do not come up
   */
  public static ControlPlane start(Path folder) {
    return start(folder, List.of());
  }

  /**
   * Starts one that refuses more than usual, and waits until it is ready.
   *
   * @param folder an empty folder for its files
   * @param admissionPlugins what is switched on beside what is on by default
   * @return to be closed by the caller
   * @throws TemperException if the programs are missing, or do not come up
   */
  public static ControlPlane start(Path folder, List<String> admissionPlugins) {
    Path home = Path.of(System.getProperty("user.home"));
    ControlPlaneTools tools = ControlPlaneTools.find(System.getenv(), home)
        .orElseThrow(() -> new TemperException(ControlPlaneTools.whereFrom(System.getenv(), home)));
    var plane = new ControlPlane(tools, folder, admissionPlugins);
    try {
      plane.prepare();
      plane.startEtcd();
      plane.startApiServer();
      return plane;
    } catch (IOException e) {
      plane.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      plane.close();
      throw e;
    }
  }

  private void prepare() throws IOException {
    Files.write(
        folder.resolve("tokens.csv"),
        List.of(
            ADMIN + ",admin,admin-uid,system:masters",
            AGENT + "," + AGENT_USER + ",agent-uid,\"system:serviceaccounts\""));
    AccountKeys.write(folder.resolve("sa.key"), folder.resolve("sa.pub"));
    Files.writeString(folder.resolve("audit.yaml"), AUDIT_POLICY);
  }

  private void startEtcd() throws IOException {
    String client = "http://127.0.0.1:" + etcdPort;
    String peer = "http://127.0.0.1:" + LoopbackPorts.free();
    etcd = launch(
        "etcd",
        List.of(
            tools.etcd().toString(),
            "--data-dir=" + folder.resolve("etcd"),
            "--listen-client-urls=" + client,
            "--advertise-client-urls=" + client,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=default=" + peer,
            "--unsafe-no-fsync"));
    await("etcd", etcd, () -> answers("http://127.0.0.1:" + etcdPort + "/health"));
  }

  /** Starts the API server, again on the same port and over the same store, and waits until it is ready. */
  public void startApiServer() {
    List<String> argv = new ArrayList<>();
    argv.add(tools.apiServer().toString());
    argv.addAll(List.of(
        "--etcd-servers=http://127.0.0.1:" + etcdPort,
        "--cert-dir=" + folder.resolve("certificates"),
        "--secure-port=" + port,
        "--bind-address=127.0.0.1",
        // Else it looks for a route to the world, which a sealed network has not.
        "--advertise-address=127.0.0.1",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--service-account-issuer=https://temper.invalid",
        "--service-account-signing-key-file=" + folder.resolve("sa.key"),
        "--service-account-key-file=" + folder.resolve("sa.pub"),
        "--authorization-mode=Node,RBAC",
        // No controller makes the accounts that pods would have.
        "--disable-admission-plugins=ServiceAccount",
        "--token-auth-file=" + folder.resolve("tokens.csv"),
        "--audit-policy-file=" + folder.resolve("audit.yaml"),
        "--audit-log-path=" + auditLog(),
        "--allow-privileged=true",
        "--endpoint-reconciler-type=none"));
    if (!admissionPlugins.isEmpty()) {
      argv.add("--enable-admission-plugins=" + String.join(",", admissionPlugins));
    }
    try {
      Process started = launch("kube-apiserver", argv);
      apiServer = started;
      LoopbackClient admin = admin();
      await("kube-apiserver", started, admin::isReady);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the API server. The store goes on. */
  public void stopApiServer() {
    kill(apiServer);
    apiServer = null;
  }

  /**
   * Returns where the API server is.
   *
   * @return its address
   */
  public URI url() {
    return URI.create("https://127.0.0.1:" + port);
  }

  /**
   * Returns a client that may do everything.
   *
   * @return a new one
   */
  public LoopbackClient admin() {
    return client(ADMIN);
  }

  /**
   * Returns a client.
   *
   * @param token of whom
   * @return a new one
   */
  public LoopbackClient client(String token) {
    return new LoopbackClient(url(), token);
  }

  /**
   * Returns the authority that the API server's certificate is of.
   *
   * @return a file of certificates as PEM
   */
  public Path authority() {
    return folder.resolve("certificates").resolve("apiserver.crt");
  }

  /**
   * Returns what the API server noted of the requests of service accounts.
   *
   * @return a file with a line of JSON for each that is answered, of the kind {@code audit.k8s.io/v1}; a watch
   *     is answered when it has ended
   */
  public Path auditLog() {
    return folder.resolve("audit.log");
  }

  /**
   * Writes a kubeconfig.
   *
   * @param token of whom
   * @return the file
   */
  public Path kubeconfig(String token) {
    String text = String.format(Locale.ROOT, """
        apiVersion: v1
        kind: Config
        current-context: c
        clusters:
        - name: c
          cluster: {server: '%s', insecure-skip-tls-verify: true}
        users:
        - name: u
          user: {token: '%s'}
        contexts:
        - name: c
          context: {cluster: c, user: u}
        """, url(), token);
    try {
      String name = token.substring(Math.max(0, token.length() - LONGEST_NAME));
      return Files.writeString(folder.resolve(name + ".kubeconfig"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops both. Their logs stay in the folder. */
  @Override
  public void close() {
    kill(apiServer);
    kill(etcd);
  }

  private Process launch(String name, List<String> argv) throws IOException {
    Path log = folder.resolve(name + ".log");
    Process process = new ProcessBuilder(argv)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  private void await(String name, Process process, BooleanSupplier ready) {
    long end = System.nanoTime() + START.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new TemperException(name + " did not come up; its last lines:\n" + lastLines(name));
      }
      sleep();
    }
  }

  private static void sleep() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemperException("interrupted while the API server came up", e);
    }
  }

  private String lastLines(String name) {
    try {
      List<String> lines =
          Files.readAllLines(folder.resolve(name + ".log"), StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  private static boolean answers(String url) {
    try {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout((int) Duration.ofSeconds(2).toMillis());
      connection.setReadTimeout((int) Duration.ofSeconds(5).toMillis());
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private static void kill(@Nullable Process process) {
    if (process == null) {
      return;
    }
    process.destroyForcibly();
    try {
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
