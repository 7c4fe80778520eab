package io.temper.lab.cli;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.cluster.Cluster;
import io.temper.lab.cluster.KubernetesBuild;
import io.temper.lab.cluster.Waiting;
import io.temper.lab.host.Folders;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.vm.LabVm;
import io.temper.lab.vm.VmSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that shape a cluster, and the way to one. */
final class ClusterOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);

  @Mixin
  private final MachineOptions machine;

  @Option(
      names = "--kubernetes",
      paramLabel = "VERSION",
      description = "Which Kubernetes. Default: ${DEFAULT-VALUE}.",
      defaultValue = KubernetesBuild.VERSION)
  private String version = KubernetesBuild.VERSION;

  @Option(
      names = "--logs",
      paramLabel = "DIR",
      description = "Receives the logs of all programs. Default: thrown away.")
  private @Nullable Path logs;

  @Option(
      names = "--image",
      paramLabel = "ARCHIVE",
      description = "An image that the node gets, as 'docker save' writes it; may be repeated.")
  private List<Path> images = List.of();

  /**
   * Creates the options; picocli sets its fields.
   *
   * @param timeout how long the cluster may run unless told otherwise, as in 30m
   */
  ClusterOptions(String timeout) {
    machine = new MachineOptions(timeout, "4g");
  }

  /** The options of the node's machine. */
  MachineOptions machine() {
    return machine;
  }

  /** What is done with a cluster. */
  @FunctionalInterface
  interface Use {
    /**
     * Uses it.
     *
     * @param cluster its node is ready
     * @param folder for files that the use needs
     * @return the exit code
     * @throws Exception if it fails
     */
    int use(Cluster cluster, Path folder) throws Exception;
  }

  /**
   * Starts a cluster, has it used, and stops it.
   *
   * @param setup obtains what it needs
   * @param more images
   * @param use what is done with it
   * @return the use's exit code
   * @throws Exception if the cluster does not come up, or the use fails
   */
  int with(LabSetup setup, List<Path> more, Use use) throws Exception {
    KubernetesBuild.requireVersion(version);
    images.forEach(ClusterOptions::requireArchive);
    more.forEach(ClusterOptions::requireArchive);
    LabVm vm = setup.nodeMachine(new KernelQuery(machine.kernel()));
    List<Path> all = new ArrayList<>(images);
    all.addAll(more);
    var parts = new Cluster.Parts(
        setup.clusterPrograms(version), vm, setup.modules(vm.kernel()), setup.busybox(), all);
    // Short: the path of a socket below it may have a hundred bytes.
    Path folder = Files.createTempDirectory("temper-cluster-");
    // Also after Ctrl-C, which is how a cluster to try things in ends.
    var atExit = new Thread(() -> forgetAtLast(folder), "lab-forget-cluster");
    Runtime.getRuntime().addShutdownHook(atExit);
    VmSpec.Builder shape = machine.applyTo(VmSpec.of("bash", "node/node.sh"));
    try (Cluster cluster = Cluster.start(parts, shape, folder, setup.progress())) {
      return use.use(cluster, folder);
    } finally {
      forget(folder);
    }
  }

  /**
   * Checks that the node would import a file: it takes those that are called so.
   *
   * @param image as given
   * @return the same
   * @throws LabException if it is no such file; the message says which there are
   */
  static Path requireArchive(Path image) {
    if (!image.toString().endsWith(".tar")) {
      throw new LabException("the image " + image
          + " is no archive whose name ends in .tar: write it by 'docker save -o NAME.tar', and unpack a"
          + " compressed one");
    }
    if (!Files.isRegularFile(image)) {
      throw new LabException("the image " + image + " does not exist");
    }
    return image;
  }

  /** Other hooks of this JVM kill the programs meanwhile, which write into the folder until then. */
  private void forgetAtLast(Path folder) {
    boolean gone = Waiting.until(PATIENCE, PAUSE, () -> tryToForget(folder).isEmpty());
    if (!gone) {
      forget(folder);
    }
  }

  private void forget(Path folder) {
    tryToForget(folder)
        .ifPresent(why -> System.err.println("lab: " + folder + " could not be deleted: " + why));
  }

  /** Returns what stood in the way. */
  private synchronized Optional<IOException> tryToForget(Path folder) {
    try {
      if (Files.exists(folder)) {
        keepLogs(folder);
        Folders.delete(folder);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private void keepLogs(Path folder) throws IOException {
    if (logs == null) {
      return;
    }
    Files.createDirectories(logs);
    for (Path file : Folders.list(folder)) {
      if (file.toString().endsWith(".log")) {
        Files.copy(
            file,
            logs.resolve(String.valueOf(file.getFileName())),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path console = folder.resolve("machine/console.log");
    if (Files.exists(console)) {
      Files.copy(console, logs.resolve("console.log"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
