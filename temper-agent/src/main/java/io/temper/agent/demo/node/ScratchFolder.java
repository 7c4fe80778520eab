package io.temper.agent.demo.node;

import io.temper.TemperException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder for logs and counters, gone afterwards. */
public record ScratchFolder(Path path) implements AutoCloseable {

  public static ScratchFolder create() {
    try {
      return new ScratchFolder(Files.createTempDirectory("temper-demo-"));
    } catch (IOException e) {
      throw new TemperException("cannot make a temporary folder: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (var paths = Files.walk(path)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new TemperException("cannot remove " + path + ": " + e.getMessage(), e);
    }
  }
}
