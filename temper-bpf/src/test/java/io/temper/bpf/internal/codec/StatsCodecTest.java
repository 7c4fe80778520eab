package io.temper.bpf.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.observe.Migrations;
import io.temper.observe.SchedulerExit;
import io.temper.observe.ThreadStats;
import io.temper.observe.Visits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
    first.putLong(layerAt(2, "spill_ns"), 8);
    second.putLong(layerAt(2, "foreign_ns"), 9);
    second.putLong(layerAt(2, "nr_foreign"), 2);
    second.putLong(layerAt(2, "bound_ns"), 3);
    second.putLong(layerAt(2, "nr_bound"), 1);
    first.putLong(layerAt(2, "nr_late"), 2);
    second.putLong(layerAt(2, "nr_late"), 3);
    second.putLong(layerAt(2, "nr_rescues"), 1);
    first.putLong(layerAt(2, "nr_held"), 6);
    second.putLong(layerAt(2, "nr_held"), 1);
    second.putLong(layerAt(2, "over_ceiling_ns"), 11);
    first.putLong(layerAt(2, "nr_migrations"), 10);
    second.putLong(layerAt(2, "nr_migrations") + 24, 20);
    first.putLong(layerAt(2, "wait_hist") + 8, 3);
    second.putLong(layerAt(2, "wait_hist") + 8, 1);
    var stats = codec.layer("high", 2, List.of(first, second));
    assertThat(stats.name()).isEqualTo("high");
    assertThat(stats.runTime()).isEqualTo(Duration.ofNanos(12));
    assertThat(stats.longestWait()).isEqualTo(Duration.ofNanos(30));
    assertThat(stats.restricted()).isEqualTo(4);
    assertThat(stats.spill()).isEqualTo(Duration.ofNanos(8));
    assertThat(stats.violations()).isEqualTo(new Visits(Duration.ofNanos(9), 2));
    assertThat(stats.boundVisits()).isEqualTo(new Visits(Duration.ofNanos(3), 1));
    assertThat(stats.late()).isEqualTo(5);
    assertThat(stats.rescues()).isEqualTo(1);
    assertThat(stats.ceilingStops()).isEqualTo(7);
    assertThat(stats.overCeiling()).isEqualTo(Duration.ofNanos(11));
    assertThat(stats.migrations()).isEqualTo(new Migrations(10, 0, 0, 20));
    assertThat(stats.waits().count(1)).isEqualTo(4);
    assertThat(stats.waits().total()).isEqualTo(4);
  }

  @Test
  void delays_addUpOverCpus_byWaiterAndCause() {
    var delays = new DelayCodec(abi, 2, 3);
    var bytes = ByteBuffer.allocate((int) delays.bytes()).order(ByteOrder.nativeOrder());
    assertThat(delays.bytes()).isEqualTo(2 * 3 * 4 * 16);
    bytes.putLong((1 * 4 + 2) * 16, 100); // CPU 0, layer 1 because of layer 2
    bytes.putLong((1 * 4 + 2) * 16 + 8, 1);
    bytes.putLong(((3 + 1) * 4 + 2) * 16, 50); // the same on CPU 1
    bytes.putLong(((3 + 1) * 4 + 2) * 16 + 8, 2);
    bytes.putLong(((3 + 2) * 4 + 3) * 16, 7); // CPU 1, layer 2 because of nobody
    assertThat(delays.nanos(bytes, 1, 2)).isEqualTo(150);
    assertThat(delays.count(bytes, 1, 2)).isEqualTo(3);
    assertThat(delays.nanos(bytes, 2, 1)).isZero();
    assertThat(delays.nanos(bytes, 2, delays.nobody())).isEqualTo(7);
  }

  @Test
  void watchedThread_isReadWhole() {
    var watched = new WatchedCodec(abi);
    var bytes = ByteBuffer.allocate(watched.size()).order(ByteOrder.nativeOrder());
    IntStream.range(0, 6).forEach(i -> bytes.putInt(16 + i * 4, 20 + i));
    bytes.putInt(16 + 16, 1).putInt(16 + 20, 0);
    IntStream.range(0, 9).forEach(i -> bytes.putLong(40 + i * 8, 100 + i));
    bytes.putLong(8, 77);
    assertThat(watched.watchId(bytes)).isEqualTo(77);
    assertThat(watched.decode(bytes, slot -> "layer" + slot))
        .isEqualTo(new ThreadStats(
            20,
            "layer21",
            22,
            23,
            true,
            false,
            Duration.ofNanos(100),
            Duration.ofNanos(101),
            Duration.ofNanos(102),
            103,
            104,
            new Migrations(105, 106, 107, 108)));
  }

  @Test
  void threadNote_decodeOfEncode_isIdentity() {
    var notes = new ThreadNoteCodec(abi);
    var note = new ThreadNoteCodec.Note(LayerName.hash("high"), 5, 1023);
    assertThat(notes.encode(note).remaining()).isEqualTo(notes.size());
    assertThat(notes.decode(notes.encode(note))).isEqualTo(note);
    assertThat(notes.decode(notes.encode(ThreadNoteCodec.Note.NONE)))
        .isEqualTo(ThreadNoteCodec.Note.NONE);
    assertThat(note.withoutWatch().withLayer(0)).isEqualTo(ThreadNoteCodec.Note.NONE);
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
