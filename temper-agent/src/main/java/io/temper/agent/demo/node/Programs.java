package io.temper.agent.demo.node;

import io.temper.agent.demo.load.BatchJob;
import io.temper.agent.demo.load.LoadClient;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command lines of the programs that run in the pods. */
public final class Programs {
  /** Small and even: no tiered recompilation and no parallel collector in the middle of a round. */
  private static final List<String> JVM = List.of(
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      "-XX:-UsePerfData",
      "-Xmx64m");

  private Programs() {}

  /**
   * Returns the service, listening on the loopback address and keeping nothing. It tells its standard output why
   * it ends, which nobody reads: that goes where errors go.
   */
  public static List<String> redis(int port) {
    return List.of(
        "sh",
        "-c",
        "exec \"$@\" >&2",
        "sh",
        "redis-server",
        "--bind",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--save",
        "",
        "--appendonly",
        "no",
        "--daemonize",
        "no");
  }

  /** Returns the client of the service. */
  public static List<String> client(int port, int connections) {
    return java(LoadClient.class.getName(), Integer.toString(port), Integer.toString(connections));
  }

  /** Returns a batch job that counts its work in {@code counter}. */
  public static List<String> batch(Path counter, int threads) {
    return java(BatchJob.class.getName(), counter.toString(), Integer.toString(threads));
  }

  /** Returns a program that is there and does nothing. */
  public static List<String> idle() {
    return List.of("sleep", "infinity");
  }

  private static List<String> java(String... mainAndArguments) {
    var line = new ArrayList<>(JVM);
    line.add("-cp");
    line.add(absolute(System.getProperty("java.class.path")));
    line.addAll(List.of(mainAndArguments));
    return List.copyOf(line);
  }

  /** The programs start in a folder of their own, where a relative entry would name something else. */
  static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
