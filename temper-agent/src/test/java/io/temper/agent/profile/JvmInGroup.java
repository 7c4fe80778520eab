package io.temper.agent.profile;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java program of this class path in a JVM of its own, in a control group from its first moment on. */
public final class JvmInGroup implements AutoCloseable {
  static final String READY = "ready";

  private static final int ATTEMPTS = 3;

  /** What a shell calls the end by SIGABRT and SIGSEGV. */
  private static final Set<Integer> CRASHES = Set.of(134, 139);

  private final Process process;
  private final BufferedReader out;

  private JvmInGroup(Process process) throws IOException {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); !READY.equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException(
            "the JVM ended before it was ready: " + process.onExit().join());
      }
    }
  }

  /**
   * Starts it and waits until it says that it is ready. A JVM that crashes on the way is started again: with all of
   * its compilers one does so at times where the processor is emulated, under any scheduler.
   */
  public static JvmInGroup start(
      Path group, List<String> options, Class<?> program, String... arguments) throws IOException {
    var command = command(group, options, classPath(), program.getName(), arguments);
    for (int attempt = 1; true; attempt++) {
      Process process = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      try {
        return new JvmInGroup(process);
      } catch (IOException e) {
        if (attempt == ATTEMPTS || !CRASHES.contains(process.onExit().join().exitValue())) {
          throw e;
        }
        System.err.println("attempt " + attempt + " of " + ATTEMPTS + ": " + e.getMessage());
      }
    }
  }

  /** Returns the command that starts a Java program in a control group. */
  public static List<String> command(
      Path group, List<String> options, String classPath, String program, String... arguments) {
    var command = new ArrayList<>(
        List.of("sh", "-c", "echo $$ > '" + group + "/cgroup.procs'; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the names of its threads, as the kernel shows them, by number. */
  Map<Integer, String> threads() throws IOException {
    var names = new TreeMap<Integer, String>();
    try (var tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        try {
          String name = Files.readString(task.resolve("comm"));
          names.put(
              Integer.valueOf(task.getFileName().toString()), name.substring(0, name.length() - 1));
        } catch (IOException ended) {
          // It is not a thread of the program any more.
        }
      }
    }
    return names;
  }

  /** Puts each of its threads on a CPU: none can stop without running. */
  void stopAndGoOn() throws IOException, InterruptedException {
    for (String signal : List.of("-STOP", "-CONT")) {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }
  }

  /** Returns the next line that it writes. */
  public String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the JVM ended: " + process.onExit().join());
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
