package io.temper.lab.cluster;

import io.temper.lab.LabException;
import io.temper.lab.host.Resources;
import io.temper.lab.vm.GuestLink;
import io.temper.lab.vm.LabVm;
import io.temper.lab.vm.VmSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The node of a cluster: a virtual machine with containerd and a kubelet, and a shell in it. */
public final class ClusterNode implements AutoCloseable {
  /** Its name. The API server reaches its kubelet under it, through the forwarded port. */
  public static final String NAME = "localhost";

  private static final Duration START = Duration.ofMinutes(8);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofMinutes(2);
  private static final Duration BEFORE_THE_NEXT = Duration.ofSeconds(1);
  private static final List<String> FILES = List.of(
      "node.sh",
      "service.sh",
      "kubelet.sh",
      "layer-trace.sh",
      "reconfigure.sh",
      "10-lab.conflist",
      "containerd.toml",
      "kubelet.yaml");

  private final Thread machine;
  private final NodeShell shell;

  ClusterNode(Thread machine, NodeShell shell) {
    this.machine = machine;
    this.shell = shell;
  }

  /**
   * What a node is made from.
   *
   * @param vm its machine
   * @param modules of its kernel
   * @param kubelet the program
   * @param images archives that its containerd gets
   */
  record Parts(LabVm vm, Path modules, Path kubelet, List<Path> images) {
    Parts {
      images = List.copyOf(images);
    }
  }

  /**
   * Starts one, and waits until its kubelet was started.
   *
   * @param parts what it is made from
   * @param shape CPUs, memory and the time after which it is switched off
   * @param folder for its log; its payload is made there, too
   * @param kubelet the port of its kubelet, here and there
   * @param apiServer the port of the API server on this host's loopback
   */
  static ClusterNode start(
      Parts parts, VmSpec.Builder shape, Path folder, int kubelet, int apiServer)
      throws IOException {
    Path payload = payload(parts, folder, kubelet, apiServer);
    Path socket = folder.resolve("shell");
    VmSpec spec = shape
        .payload("node", payload)
        .payload("modules", parts.modules())
        .payload("kubelet", parts.kubelet())
        .results(folder.resolve("machine"))
        .link(new GuestLink(kubelet, socket))
        .build();
    Path log = folder.resolve("node.log");
    var machine = new Thread(() -> boot(parts.vm(), spec, log), "lab-node");
    machine.setDaemon(true);
    machine.start();
    try {
      return new ClusterNode(machine, greeted(machine, socket, log));
    } catch (RuntimeException e) {
      end(machine);
      throw e;
    }
  }

  /** Where the emulator fails, the machine is booted once more, and greets at another connection. */
  private static NodeShell greeted(Thread machine, Path socket, Path log) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (machine.isAlive() && System.nanoTime() < end) {
      NodeShell shell = NodeShell.connect(socket, CONNECT);
      if (greets(shell, machine, end)) {
        return shell;
      }
      shell.close();
      Waiting.pause(BEFORE_THE_NEXT);
    }
    throw new LabException("the node did not come up; it said:\n" + Files.readString(log));
  }

  private static boolean greets(NodeShell shell, Thread machine, long end) {
    var failure = new AtomicReference<@Nullable Throwable>();
    var greeting = new Thread(shell::awaitGreeting, "lab-greeting");
    greeting.setDaemon(true);
    greeting.setUncaughtExceptionHandler((thread, why) -> failure.set(why));
    greeting.start();
    Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    boolean ended = Waiting.until(left, () -> !greeting.isAlive() || !machine.isAlive());
    return ended && machine.isAlive() && failure.get() == null;
  }

  private static void boot(LabVm vm, VmSpec spec, Path log) {
    try {
      vm.run(spec, line -> append(log, line));
    } catch (RuntimeException e) {
      append(log, "the machine ended: " + e.getMessage());
    }
  }

  private static void append(Path log, String line) {
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path payload(Parts parts, Path folder, int kubelet, int apiServer)
      throws IOException {
    Path payload = Files.createDirectories(folder.resolve("node"));
    for (String file : FILES) {
      String text = new String(Resources.bytes("cluster/" + file), StandardCharsets.UTF_8);
      Files.writeString(payload.resolve(file), text.replace("@PORT@", String.valueOf(kubelet)));
    }
    Files.writeString(
        payload.resolve("node.env"), "API_PORT=" + apiServer + "\nNODE_NAME=" + NAME + "\n");
    Files.copy(folder.resolve("kubelet.kubeconfig"), payload.resolve("kubelet.kubeconfig"));
    Path images = Files.createDirectories(payload.resolve("images"));
    for (Path image : parts.images()) {
      Files.copy(image, images.resolve(String.valueOf(image.getFileName())));
    }
    return payload;
  }

  /**
   * Returns how to run commands on it.
   *
   * @return a shell of root
   */
  public NodeShell shell() {
    return shell;
  }

  /**
   * Waits until its machine has ended: by its timeout, or by itself.
   *
   * @throws InterruptedException if the thread was interrupted
   */
  public void awaitEnd() throws InterruptedException {
    machine.join();
  }

  /** Switches it off, as a power cut would. */
  @Override
  public void close() {
    shell.close();
    end(machine);
  }

  private static void end(Thread machine) {
    machine.interrupt();
    try {
      machine.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
