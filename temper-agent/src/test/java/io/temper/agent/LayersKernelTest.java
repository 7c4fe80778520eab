package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.bpf.SchedExtLoader;
import io.temper.bpf.SchedExtScheduler;
import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code temper layers} in a process of its own sees the scheduler that this process attached. */
@Tag("kernel")
class LayersKernelTest {
  private static final Path CGROUP = Path.of("/sys/fs/cgroup/temper-layers-test");
  private static final String LAYER = "busy";
  private static final int BUSY = 2;

  @Test
  void layers_inASecondProcess_seesNamesAndCpuUse() throws Exception {
    Files.createDirectories(CGROUP);
    var spinner = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try (SchedExtScheduler scheduler = new SchedExtLoader().attach(config(), exit -> {})) {
      Files.writeString(CGROUP.resolve("cgroup.procs"), Long.toString(spinner.pid()));
      var result = TemperProcess.run("layers", "--interval=4s", "-o", "json");
      assertThat(result.exitCode()).as(result.errors()).isZero();
      var document = new JsonMapper().readTree(result.text());
      assertThat(document.path("layers"))
          .extracting(node -> node.path("name").asString())
          .contains("default", "system", LAYER);
      assertThat(busy(document).path("rank").asInt()).isEqualTo(5);
      assertThat(busy(document).path("runNanos").asLong())
          .isGreaterThan(document.path("intervalMicros").asLong() * 1000 / 4);
      assertThat(TemperProcess.run("layers").text()).contains("LAYER", LAYER, "WAIT P50");
      assertThat(scheduler.snapshot().layer(LAYER)).isPresent();
    } finally {
      spinner.destroyForcibly().waitFor();
      KernelGroups.remove(CGROUP);
    }
    var without = TemperProcess.run("layers");
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.errors()).contains("not attached to this host");
  }

  private static JsonNode busy(JsonNode document) {
    for (var layer : document.path("layers")) {
      if (layer.path("name").asString().equals(LAYER)) {
        return layer;
      }
    }
    throw new AssertionError("no layer '" + LAYER + "' in " + document);
  }

  private static KernelConfig config() throws IOException {
    var members = new TreeMap<Long, Integer>();
    members.put((Long) Files.getAttribute(CGROUP, "unix:ino"), BUSY);
    var cpus = new ArrayList<KernelCpu>();
    for (int id = 0; id < Runtime.getRuntime().availableProcessors(); id++) {
      cpus.add(new KernelCpu(id, 0, id));
    }
    return new KernelConfig(
        1,
        List.of(layer(0, "default", 1), layer(1, "system", 60), layer(BUSY, LAYER, 5)),
        0,
        1,
        members,
        cpus,
        1,
        FairnessBounds.STANDARD);
  }

  private static KernelLayer layer(int index, String name, int rank) {
    return new KernelLayer(
        index, name, KernelLayer.Kind.OPEN, rank, 100, 20_000_000, 0, false, false, CpuSet.empty());
  }
}
