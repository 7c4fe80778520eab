package io.temper.image;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The classes that the agent loads when it starts, ready to be mapped into memory. An archive fits one Java,
 * one class path and the times of its jars only, so it is made in a root directory that is what the image's
 * will be, by the image's own Java.
 */
final class ClassArchive {
  private static final String FILE = AgentTree.LIB + "/agent.jsa";
  private static final String LIST = "classes.list";
  private static final String MAIN = "io.temper.agent.ArchiveTraining";

  private final Architecture architecture;
  private final AgentTree agent;

  ClassArchive(Architecture architecture, AgentTree agent) {
    this.architecture = architecture;
    this.agent = agent;
  }

  /**
   * Makes it, where this machine can.
   *
   * @param layers all folders of the image
   * @param into the one that gets the archive
   * @return its path, from the root; empty if there is none, and the image starts without, more slowly
   */
  Optional<String> make(List<Path> layers, Path into) throws IOException {
    if (!Architecture.ofThisJvm().equals(Optional.of(architecture))) {
      return skipped("this machine cannot run its Java");
    }
    Path root = Files.createDirectories(into.resolveSibling("root"));
    try {
      for (Path layer : layers) {
        HostCommand.in(root, List.of("cp", "--archive", "--link", layer + "/.", root.toString()))
            .run();
      }
      java(root, List.of("-Xshare:off", "-XX:DumpLoadedClassList=/" + LIST), List.of(MAIN));
      sort(root.resolve(LIST));
      java(
          root,
          List.of(
              "-Xshare:dump", "-XX:SharedClassListFile=/" + LIST, "-XX:SharedArchiveFile=/" + FILE),
          List.of());
      Files.move(root.resolve(FILE), into.resolve(FILE));
      return Optional.of("/" + FILE);
    } catch (LabException e) {
      return skipped(String.valueOf(e.getMessage()));
    } finally {
      Folders.delete(root);
    }
  }

  private void java(Path root, List<String> options, List<String> main) {
    var command = new ArrayList<>(inside(root));
    command.add("/" + RuntimeTree.PLACE + "/bin/java");
    command.addAll(agent.jvmOptions());
    command.addAll(options);
    command.addAll(List.of("-cp", agent.classPath()));
    command.addAll(main);
    HostCommand.in(root, command).run();
  }

  /**
   * With a /proc, by which the loader finds what lies beside a program, and the same addresses in each run,
   * some of which get into an archive. Whoever is not root plays it.
   */
  private static List<String> inside(Path root) {
    var unshare = new ArrayList<>(List.of("setarch", "--addr-no-randomize"));
    unshare.addAll(List.of("unshare", "--mount", "--pid", "--fork"));
    if (!"root".equals(System.getProperty("user.name"))) {
      unshare.add("--map-root-user");
    }
    unshare.addAll(List.of("--root=" + root, "--mount-proc"));
    return unshare;
  }

  /** Threads meet in another order in each run, and the archive has the order of the list. */
  private static void sort(Path list) throws IOException {
    Files.write(list, new TreeSet<>(Files.readAllLines(list)));
  }

  private Optional<String> skipped(String why) {
    System.err.println("temper-image: SKIPPED the class archive of " + architecture.oci()
        + ", its agent starts more slowly: " + why);
    return Optional.empty();
  }
}
