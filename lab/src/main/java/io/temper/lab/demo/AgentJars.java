package io.temper.lab.demo;

import io.temper.lab.LabException;
import io.temper.lab.suite.Workspace;
import io.temper.lab.vm.Payload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The agent as it was built: its own jar and those that it runs with.
 *
 * @param files the jars, in class path order
 */
record AgentJars(List<Path> files) {
  private static final String BUILD = "build it first: ./mvnw -DskipTests package";

  AgentJars {
    files = List.copyOf(files);
  }

  /**
   * Finds the jars.
   *
   * @param workspace the source tree, packaged by Maven
   * @throws LabException if it was not built
   */
  static AgentJars of(Workspace workspace) {
    Path target = workspace.root().resolve("temper-agent/target");
    var jars = new ArrayList<Path>();
    jars.add(own(target));
    Path list = target.resolve("class-path");
    try {
      Stream.of(Files.readString(list).strip().split(File.pathSeparator, -1))
          .map(Path::of)
          .forEach(jars::add);
    } catch (IOException e) {
      throw new LabException("cannot read " + list + ": " + BUILD, e);
    }
    return new AgentJars(jars);
  }

  private static Path own(Path target) {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(f -> f.getFileName().toString().matches("temper-agent-[^/]*\\.jar"))
          .filter(f -> !f.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .sorted()
          .reduce((a, b) -> b)
          .orElseThrow(() -> new LabException("no jar of the agent in " + target + ": " + BUILD));
    } catch (IOException e) {
      throw new LabException("the agent was not built (" + target + "): " + BUILD, e);
    }
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
}
