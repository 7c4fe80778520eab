package io.temper.agent.operations;

import io.temper.agent.KernelGroups;
import io.temper.agent.operations.OperationsPage.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says can be typed where plans are enforced. */
@Tag("kernel")
class OperationsKernelTest {
  private static final Path GROUP = Path.of("/sys/fs/cgroup/temper-operations-test");
  private static final String RULES = """
      apiVersion = "temper.io/v1"
      kind = "Workloads"
      [[workload]]
      name = "web"
      cgroup = "/temper-operations-test"
      tier = "high"
      request = "500m"
      """;

  @TempDir
  Path folder;

  @BeforeEach
  void makeGroup() throws Exception {
    Files.createDirectory(GROUP);
  }

  @AfterEach
  void removeGroup() throws Exception {
    KernelGroups.remove(GROUP);
  }

  @Test
  void commands_doWhatThePageSays() throws Exception {
    try (var host = new CommandHost(folder, "enforce", RULES)) {
      PageRun.run(
          host,
          OperationsPage.read().commandsFor(Place.KERNEL),
          List.of(
              Expectation.of("temper run --source file:/etc/temper/workloads.toml &", 0)
                  .thenIs("enforcing"),
              Expectation.of("temper status", 0, "enforcing for", "generation"),
              Expectation.of("temper layers", 0, "LAYER", "high"),
              Expectation.of("temper safe-mode on --reason \"latency test\"", 0, "stock scheduler")
                  .thenIs("safe-mode"),
              Expectation.of("temper safe-mode off", 0).thenIs("enforcing")));
    }
  }
}
