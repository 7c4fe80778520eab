package io.temper.bpf.internal.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers of all threads of a host.
 *
 * @param host its files
 */
public record ThreadNumbers(HostFiles host) {

  /** Returns them as they are now; threads come and go meanwhile. */
  public List<Integer> all() {
    var threads = new ArrayList<Integer>();
    numbersIn(host.root().resolve("proc"))
        .forEach(
            process -> threads.addAll(numbersIn(host.root().resolve("proc/" + process + "/task"))));
    return threads;
  }

  private static List<Integer> numbersIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("\\d{1,9}"))
          .map(Integer::valueOf)
          .toList();
    } catch (IOException e) {
      return List.of(); // of a process that has ended
    }
  }
}
