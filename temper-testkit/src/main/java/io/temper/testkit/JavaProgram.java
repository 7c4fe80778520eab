package io.temper.testkit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a Java program on the class path of the running test, in a JVM of its own. */
public final class JavaProgram {
  /**
   * As the launcher of the agent has it. The first tier of the compiler never replaces what it made,
   * which an emulated CPU may be reading at that moment: JVMs with all tiers died of it in the lab.
   */
  private static final List<String> JVM = List.of(
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      "-Xshare:auto",
      "--enable-native-access=ALL-UNNAMED");

  private JavaProgram() {}

  /**
   * Returns the command line of a program.
   *
   * @param program has the main method
   * @param arguments what it is given
   * @return executable, options, class and arguments; modifiable
   */
  public static List<String> command(Class<?> program, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", classPath(), program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Absolute: the program may be started in another folder. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
