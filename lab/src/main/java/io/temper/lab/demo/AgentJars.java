package io.temper.lab.demo;

import io.temper.lab.suite.BuiltModule;
import io.temper.lab.suite.Workspace;
import io.temper.lab.vm.Payload;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent as it was built: its own jar and those that it runs with.
 *
 * @param files the jars, in class path order
 */
record AgentJars(List<Path> files) {
  /** The class of the program in them. */
  static final String MAIN = "io.temper.agent.TemperAgent";

  AgentJars {
    files = List.copyOf(files);
  }

  /**
   * Finds the jars.
   *
   * @param workspace the source tree, packaged by Maven
   * @throws io.temper.lab.LabException if it was not built
   */
  static AgentJars of(Workspace workspace) {
    return new AgentJars(new BuiltModule(workspace.root().resolve("temper-agent")).program());
  }

  /** Returns the jars as what the guest finds below {@code /payload}, by number and name. */
  List<Payload> payloads() {
    var payloads = new ArrayList<Payload>();
    for (Path file : files) {
      payloads.add(new Payload(payloads.size() + "-" + file.getFileName(), file));
    }
    return List.copyOf(payloads);
  }

  /** Returns the class path in the guest. */
  String guestClassPath() {
    return String.join(
        File.pathSeparator, payloads().stream().map(p -> "/payload/" + p.name()).toList());
  }

  /** Returns the class path on this host. */
  String hostClassPath() {
    return String.join(File.pathSeparator, files.stream().map(Path::toString).toList());
  }
}
