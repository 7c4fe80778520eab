package io.temper.bpf;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that attaches, and then stands still as JVMs do: full collections of a heap full of small
 * objects, and a dump of it. Says at the end how long the longest took, and what became of its
 * scheduler.
 */
final class AttachAndCollect {
  private static final int OBJECTS = 1_500_000;
  private static final int OBJECT_BYTES = 64;
  private static final int COLLECTIONS = 3;

  private AttachAndCollect() {}

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var options = SchedExtOptions.builder()
        .libbpf(SchedExtOptions.fromSystemProperties().libbpf())
        .build();
    try (var scheduler =
        new SchedExtLoader(options).attach(KernelHost.config(1, Map.of()), exit -> {})) {
      out.println("attached");
      var heap = fill();
      long longest = longestCollection();
      long dump = dumpHeap();
      KernelHost.pause(Duration.ofSeconds(1));
      out.println(longest + " " + dump + " " + scheduler.state() + " " + heap.size());
    }
  }

  private static List<byte[]> fill() {
    List<byte[]> heap = new ArrayList<>(OBJECTS);
    for (int i = 0; i < OBJECTS; i++) {
      heap.add(new byte[OBJECT_BYTES]);
    }
    return heap;
  }

  @SuppressWarnings("DoNotCall") // a full collection is what this is about
  private static long longestCollection() {
    long longest = 0;
    for (int i = 0; i < COLLECTIONS; i++) {
      long start = System.nanoTime();
      System.gc();
      longest = Math.max(longest, System.nanoTime() - start);
    }
    return longest / 1_000_000;
  }

  private static long dumpHeap() throws IOException {
    var file = Files.createTempDirectory("temper-test").resolve("heap.hprof");
    long start = System.nanoTime();
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
    long took = System.nanoTime() - start;
    Files.delete(file);
    Files.delete(file.getParent());
    return took / 1_000_000;
  }
}
