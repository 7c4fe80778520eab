package io.temper.bpf.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.observe.SchedulerExit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsCodecTest {
  private final Abi abi = Abi.ofClassPath();
  private final CpuStatsCodec codec = new CpuStatsCodec(abi);
  private final ByteBuffer first = cpu();
  private final ByteBuffer second = cpu();

  private ByteBuffer cpu() {
    return ByteBuffer.allocate(codec.size()).order(ByteOrder.nativeOrder());
  }

  private int at(String member) {
    return abi.offsetOf("t_cpu_stats", member);
  }

  private int layerAt(int layer, String member) {
    return at("layers")
        + layer * abi.sizeOf("t_layer_stats")
        + abi.offsetOf("t_layer_stats", member);
  }

  @Test
  void layer_twoCpus_addsUpAndTakesTheLongestWait() {
    first.putLong(layerAt(2, "run_ns"), 5);
    second.putLong(layerAt(2, "run_ns"), 7);
    second.putLong(layerAt(1, "run_ns"), 1_000);
    first.putLong(layerAt(2, "max_wait_ns"), 30);
    second.putLong(layerAt(2, "max_wait_ns"), 20);
    first.putLong(layerAt(2, "nr_restricted"), 4);
    first.putLong(layerAt(2, "wait_hist") + 8, 3);
    second.putLong(layerAt(2, "wait_hist") + 8, 1);
    var stats = codec.layer("high", 2, List.of(first, second));
    assertThat(stats.name()).isEqualTo("high");
    assertThat(stats.runTime()).isEqualTo(Duration.ofNanos(12));
    assertThat(stats.longestWait()).isEqualTo(Duration.ofNanos(30));
    assertThat(stats.restricted()).isEqualTo(4);
    assertThat(stats.waits().count(1)).isEqualTo(4);
    assertThat(stats.waits().total()).isEqualTo(4);
  }

  @Test
  void isAdopted_busyCpuWithAnOlderGeneration_isNot() {
    first.putLong(at("generation"), 4);
    first.putLong(at("running"), 1);
    var cpus = List.of(first, second);
    assertThat(codec.isAdopted(cpus, 4)).isTrue();
    assertThat(codec.isAdopted(cpus, 5)).isFalse();
    first.putLong(at("running"), 0);
    assertThat(codec.isAdopted(cpus, 5)).isTrue();
  }

  @Test
  void counters_twoCpus_addUp() {
    first.putLong(at("nr_steals"), 2);
    second.putLong(at("nr_steals"), 3);
    second.putLong(at("nr_rescues"), 1);
    var counters = codec.counters(List.of(first, second));
    assertThat(counters.steals()).isEqualTo(5);
    assertThat(counters.rescues()).isEqualTo(1);
  }

  @Test
  void exit_withDump_isReadWhole() {
    var exit = new ExitInfoCodec(abi);
    var bytes = ByteBuffer.allocate(exit.size()).order(ByteOrder.nativeOrder());
    bytes.putInt(abi.offsetOf("t_exit_info", "kind"), 1026);
    bytes.putLong(abi.offsetOf("t_exit_info", "exit_code"), -3);
    put(bytes, "reason", "runnable task stall");
    put(bytes, "msg", "x[12] failed to run for 30.1s");
    put(bytes, "dump", "CPU 0 ...");
    bytes.putInt(abi.offsetOf("t_exit_info", "dump_len"), 9);
    assertThat(exit.decode(bytes))
        .isEqualTo(new SchedulerExit(
            SchedulerExit.Kind.ERROR_STALL,
            1026,
            -3,
            "runnable task stall",
            "x[12] failed to run for 30.1s",
            "CPU 0 ..."));
  }

  @Test
  void exit_withoutTerminatorOrWithAbsurdLength_staysInBounds() {
    var exit = new ExitInfoCodec(abi);
    var raw = new byte[exit.size()];
    Arrays.fill(raw, (byte) 'x');
    var decoded = exit.decode(ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder()));
    assertThat(decoded.kind()).isEqualTo(SchedulerExit.Kind.UNKNOWN);
    assertThat(decoded.reason()).hasSize(128);
    assertThat(decoded.message()).hasSize(1024);
    assertThat(decoded.dump()).hasSize(abi.constant("T_EXIT_DUMP_LEN"));
  }

  private void put(ByteBuffer bytes, String member, String text) {
    bytes.put(abi.offsetOf("t_exit_info", member), text.getBytes(StandardCharsets.UTF_8));
  }
}
