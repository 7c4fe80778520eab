package io.temper.agent.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the kernel says of a process of the unit.
 *
 * @param pid its number
 * @param facts the lines of its {@code status} file
 */
record UnitProcess(long pid, Map<String, String> facts) {
  static UnitProcess of(long pid) throws IOException {
    var facts = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .map(line -> line.split(":", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip()));
    return new UnitProcess(pid, facts);
  }

  String fact(String name) {
    return facts.getOrDefault(name, "not told");
  }

  String commandLine() throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
  }
}
