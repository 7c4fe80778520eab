package io.temper.agent;

import io.temper.agent.demo.node.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Control groups of this host that a test made. */
public final class KernelGroups {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private KernelGroups() {}

  /**
   * Removes a group and those in it, whose processes have ended. From some kernels on a process leaves its
   * group only after its end is reported.
   */
  public static void remove(Path group) throws IOException {
    for (Path child : children(group)) {
      remove(child);
    }
    Await.until(PATIENCE, () -> isRemoved(group), () -> group + " is busy");
  }

  private static List<Path> children(Path group) throws IOException {
    try (var files = Files.list(group)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  private static boolean isRemoved(Path group) {
    try {
      Files.deleteIfExists(group);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
