package io.temper.bpf.internal.codec;

import io.temper.observe.ThreadStats;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Reads the {@code struct t_watched} of one thread.
 *
 * <pre>
 *  struct t_watched, 128 bytes
 *    u64 seq watch_id, u32 tid layer cpu core running sibling_busy,
 *    u64 run_ns wait_ns max_wait_ns nr_runs nr_sibling_busy nr_migrations[T_NR_MOVES] -
 * </pre>
 */
public final class WatchedCodec {
  private static final String STRUCT = "t_watched";

  private final Abi abi;
  private final MigrationsCodec migrations;

  /** Creates a codec for the layouts of {@code abi}. */
  public WatchedCodec(Abi abi) {
    this.abi = abi;
    this.migrations = new MigrationsCodec(abi, STRUCT);
  }

  /** Returns the size of one thread's part in bytes. */
  public int size() {
    return abi.sizeOf(STRUCT);
  }

  /** Returns where the number lies that is odd while the rest is written. */
  public int sequenceAt() {
    return abi.offsetOf(STRUCT, "seq");
  }

  /** Returns the number of the watch that the rest belongs to. */
  public long watchId(ByteBuffer in) {
    return in.getLong(abi.offsetOf(STRUCT, "watch_id"));
  }

  /** Returns the number of the thread in the first PID namespace. */
  public int tid(ByteBuffer in) {
    return in.getInt(at("tid"));
  }

  /**
   * Decodes one thread's part.
   *
   * @param in consistent bytes
   * @param layerNames the name of the layer at a place
   */
  public ThreadStats decode(ByteBuffer in, IntFunction<String> layerNames) {
    return new ThreadStats(
        in.getInt(at("tid")),
        layerNames.apply(in.getInt(at("layer"))),
        in.getInt(at("cpu")),
        in.getInt(at("core")),
        in.getInt(at("running")) != 0,
        in.getInt(at("sibling_busy")) != 0,
        Duration.ofNanos(in.getLong(at("run_ns"))),
        Duration.ofNanos(in.getLong(at("wait_ns"))),
        Duration.ofNanos(in.getLong(at("max_wait_ns"))),
        in.getLong(at("nr_runs")),
        in.getLong(at("nr_sibling_busy")),
        migrations.addUp(List.of(in)));
  }

  private int at(String member) {
    return abi.offsetOf(STRUCT, member);
  }
}
