package io.temper.bpf.internal.codec;

import io.temper.observe.Migrations;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads an array {@code u64 nr_migrations[T_NR_MOVES]}, indexed by {@code enum t_move}. */
final class MigrationsCodec {
  private final Abi abi;
  private final int at;

  MigrationsCodec(Abi abi, String struct) {
    this.abi = abi;
    this.at = abi.offsetOf(struct, "nr_migrations");
  }

  /** Adds up the arrays of several structs. */
  Migrations addUp(List<ByteBuffer> structs) {
    return new Migrations(
        sum("T_MOVE_CORE", structs),
        sum("T_MOVE_CACHE", structs),
        sum("T_MOVE_NODE", structs),
        sum("T_MOVE_FAR", structs));
  }

  private long sum(String kind, List<ByteBuffer> structs) {
    int index = at + abi.constant(kind) * Long.BYTES;
    return structs.stream().mapToLong(struct -> struct.getLong(index)).sum();
  }
}
