package io.temper.agent.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.agent.KernelGroups;
import io.temper.agent.demo.node.Await;
import io.temper.agent.demo.node.SchedExtState;
import io.temper.testkit.kernel.LongFormOnly;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Spring Boot application that runs the node itself ({@code temper.mode=node}). */
@Tag("kernel")
class ShopNodeKernelTest {
  private static final Path GROUP = Path.of("/sys/fs/cgroup/temper-shop-node-test");
  private static final SchedExtState KERNEL = new SchedExtState(Path.of("/sys/kernel/sched_ext"));
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int TERMINATED = 143;

  @TempDir
  Path folder;

  @BeforeEach
  void makeGroup() throws IOException {
    Files.createDirectories(GROUP);
  }

  @AfterEach
  void removeGroup() throws IOException {
    KernelGroups.remove(GROUP);
  }

  @Test
  void node_enforces_standsDownByHttp_andLeavesTheStockSchedulerWhenTheApplicationEnds()
      throws Exception {
    try (var shop = open()) {
      awaitEnforcing(shop);
      awaitSaid(shop, "\"state\":\"enforcing\"");
      long attached = KERNEL.enableSeq();

      assertThat(shop.safeMode(true)).contains("\"state\":\"safe-mode\"");
      assertThat(KERNEL.state()).as("once the answer is there").isEqualTo("disabled");

      // The answer to this one does not wait until the loop has come round.
      shop.safeMode(false);
      awaitEnforcing(shop);
      assertThat(KERNEL.enableSeq()).isEqualTo(attached + 1);

      shop.process().destroy();
      assertThat(shop.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(shop.process().exitValue()).isEqualTo(TERMINATED);
      assertThat(KERNEL.state()).isEqualTo("disabled");
    }
  }

  /** A second application takes minutes to start where CPUs are emulated. */
  @Test
  @LongFormOnly
  void killedApplication_leavesTheStockScheduler() throws Exception {
    try (var shop = open()) {
      awaitEnforcing(shop);
      shop.process().destroyForcibly().onExit().join();
      awaitKernel("disabled");
    }
  }

  private Shop open() throws IOException {
    Path rules = Files.writeString(folder.resolve("workloads.toml"), """
        apiVersion = "temper.io/v1"
        kind = "Workloads"

        [[workload]]
        name = "shop"
        cgroup = "/temper-shop-node-test"
        tier = "high"
        request = "500m"
        """);
    return Shop.openWith(
        nativeParts(),
        GROUP,
        8083,
        "--temper.mode=node",
        "--temper.node.workloads=" + rules,
        "--temper.node.safe-mode-file=" + folder.resolve("safe-mode"),
        "--temper.node.safe-mode-endpoint=true");
  }

  /** Returns the jars that an application adds for this mode; the agent's own tests have them. */
  private static String nativeParts() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.contains("temper-bpf") || entry.contains("/jna-"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void awaitKernel(String state) {
    Await.until(
        PATIENCE, () -> KERNEL.state().equals(state), () -> "the kernel says " + KERNEL.state());
  }

  /** The node says so a moment after the kernel goes by it. */
  private static void awaitSaid(Shop shop, String words) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String said = shop.temper();
    while (!said.contains(words) && System.nanoTime() < end) {
      said = shop.temper();
    }
    assertThat(said).contains(words);
  }

  private static void awaitEnforcing(Shop shop) throws IOException {
    try {
      awaitKernel("enabled");
    } catch (TemperException e) {
      throw new AssertionError("the node does not enforce: " + shop.temper(), e);
    }
  }
}
