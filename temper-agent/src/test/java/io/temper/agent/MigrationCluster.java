package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.testkit.JavaProgram;
import io.temper.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An API server with objects of before, and a shell beside it: its {@code kubectl} and {@code temper} are real,
 * its {@code helm} does what counts here of the real one.
 */
final class MigrationCluster implements AutoCloseable {
  private static final Path RESOURCES = Path.of("src/test/resources/io/temper/agent/migrate");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final ControlPlane plane;

  private MigrationCluster(Path folder, ControlPlane plane) {
    this.folder = folder;
    this.plane = plane;
  }

  /** Makes one of a file with a path and a JSON object a line. */
  static MigrationCluster of(String file, Path folder) throws IOException {
    ControlPlane plane = ControlPlane.start(Files.createDirectories(folder.resolve("plane")));
    var cluster = new MigrationCluster(folder, plane);
    for (String line : Files.readAllLines(RESOURCES.resolve(file))) {
      if (!line.isEmpty()) {
        String[] pathAndObject = line.split(" ", 2);
        cluster.create(pathAndObject[0], pathAndObject[1]);
      }
    }
    cluster.program("helm", Files.readString(RESOURCES.resolve("helm.sh")));
    cluster.program(
        "temper",
        JavaProgram.command(TemperAgent.class).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "#!/bin/sh\nexec ", " \"$@\"\n")));
    return cluster;
  }

  /** A kind that was just defined is not served at once. */
  private void create(String path, String object) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        plane.admin().create(path, object);
        return;
      } catch (TemperException e) {
        if (!String.valueOf(e.getMessage()).contains(" 404 ") || System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  private void program(String name, String text) throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(program, text);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Tells whether there is a kubectl. */
  static boolean hasKubectl() throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v kubectl").start().waitFor() == 0;
  }

  /** Returns the kubeconfig of whoever has a token. */
  String kubeconfig(String token) {
    return plane.kubeconfig(token).toString();
  }

  /** Runs commands in a folder of its own, as somebody who may do everything. */
  Done shell(String commands) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "out", "");
    var builder = new ProcessBuilder(List.of("sh", "-euc", commands))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig(ControlPlane.ADMIN));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
    Process process = builder.start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as(commands)
        .isTrue();
    return new Done(process.exitValue(), Files.readString(output));
  }

  /** What commands did. */
  record Done(int exitCode, String output) {}

  @Override
  public void close() {
    plane.close();
  }
}
