package io.temper.lab.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control plane of a cluster: etcd, API server, controller manager and scheduler, as processes of this host on
 * its loopback.
 */
public final class ControlPlane implements AutoCloseable {
  /** The address that clients in the cluster know: the first of the services. */
  static final String SERVICE_RANGE = "10.96.0.0/16";

  private static final Duration START = Duration.ofMinutes(3);
  private static final String LOOPBACK = "127.0.0.1";

  private final ClusterPrograms programs;
  private final Path folder;
  private final Credentials credentials;
  private final int etcdPort = LoopbackPorts.free();
  private final int port = LoopbackPorts.free();
  private @Nullable HostProcess etcd;
  private @Nullable HostProcess apiServer;
  private @Nullable HostProcess controllers;
  private @Nullable HostProcess scheduler;

  private ControlPlane(ClusterPrograms programs, Path folder, Credentials credentials) {
    this.programs = programs;
    this.folder = folder;
    this.credentials = credentials;
  }

  /** Starts one, and waits until its API server is ready. */
  static ControlPlane start(ClusterPrograms programs, Path folder, Credentials credentials)
      throws IOException {
    var plane = new ControlPlane(programs, folder, credentials);
    try {
      plane.startEtcd();
      plane.startApiServer();
      plane.startControllers();
      return plane;
    } catch (IOException | RuntimeException e) {
      plane.close();
      throw e;
    }
  }

  /** The port of the API server on this host's loopback. */
  int port() {
    return port;
  }

  private void startEtcd() {
    String client = "http://" + LOOPBACK + ":" + etcdPort;
    String peer = "http://" + LOOPBACK + ":" + LoopbackPorts.free();
    HostProcess started = start(
        ClusterPrograms.ETCD,
        List.of(
            "--data-dir=" + folder.resolve("etcd"),
            "--listen-client-urls=" + client,
            "--advertise-client-urls=" + client,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=default=" + peer,
            "--unsafe-no-fsync"));
    // Known before it is waited for: what does not come up is ended, too.
    etcd = started;
    started.await(START, () -> listens(etcdPort));
  }

  /**
   * Starts the API server, again on the same port and over the same store, and waits until it is ready.
   *
   * @throws IOException if the kubeconfig of the administrator cannot be written
   */
  public void startApiServer() throws IOException {
    HostProcess started = start(
        "kube-apiserver",
        List.of(
            "--etcd-servers=http://" + LOOPBACK + ":" + etcdPort,
            "--cert-dir=" + credentials.certificate().getParent(),
            "--secure-port=" + port,
            "--bind-address=" + LOOPBACK,
            "--service-cluster-ip-range=" + SERVICE_RANGE,
            "--service-account-issuer=https://temper.invalid",
            "--service-account-signing-key-file=" + credentials.privateKey(),
            "--service-account-key-file=" + credentials.publicKey(),
            "--authorization-mode=Node,RBAC",
            "--enable-admission-plugins=NodeRestriction",
            "--token-auth-file=" + credentials.tokens(),
            "--allow-privileged=true",
            "--endpoint-reconciler-type=none",
            "--kubelet-preferred-address-types=Hostname"));
    apiServer = started;
    started.await(START, () -> listens(port));
    Kubectl admin = kubectl();
    started.await(START, admin::isReady);
    if (controllers != null) {
      startControllers();
    }
  }

  /** Kills the API server. The store goes on. */
  public void stopApiServer() {
    stop(apiServer);
    apiServer = null;
  }

  /** Where several of them elect a leader, one that has lost the API server ends, and is started anew. */
  private void startControllers() throws IOException {
    stop(controllers);
    stop(scheduler);
    Path admin = adminConfig();
    controllers = start(
        "kube-controller-manager",
        List.of(
            "--kubeconfig=" + admin,
            "--root-ca-file=" + credentials.certificate(),
            "--service-account-private-key-file=" + credentials.privateKey(),
            "--use-service-account-credentials",
            "--leader-elect=false",
            "--bind-address=" + LOOPBACK,
            "--secure-port=" + LoopbackPorts.free()));
    scheduler = start(
        "kube-scheduler",
        List.of(
            "--kubeconfig=" + admin,
            "--leader-elect=false",
            "--bind-address=" + LOOPBACK,
            "--secure-port=" + LoopbackPorts.free()));
  }

  /** Writes the kubeconfig of the administrator. */
  Path adminConfig() throws IOException {
    return credentials.kubeconfig(
        "admin.kubeconfig", credentials.admin(), "https://" + LOOPBACK + ":" + port);
  }

  /** Returns a client that may do everything. */
  Kubectl kubectl() throws IOException {
    return new Kubectl(programs.program("kubectl"), adminConfig());
  }

  private HostProcess start(String program, List<String> arguments) {
    var argv = new ArrayList<String>();
    argv.add(programs.program(program).toString());
    argv.addAll(arguments);
    return HostProcess.start(program, argv, folder);
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops all of it. Their logs stay in the folder. */
  @Override
  public void close() {
    stop(scheduler);
    stop(controllers);
    stop(apiServer);
    stop(etcd);
  }

  private static void stop(@Nullable HostProcess process) {
    if (process != null) {
      process.close();
    }
  }
}
