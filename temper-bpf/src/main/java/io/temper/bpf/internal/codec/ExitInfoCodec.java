package io.temper.bpf.internal.codec;

import io.temper.observe.SchedulerExit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads how the scheduler ended. The programs write {@code kind} last, so once it is not 0 the rest
 * is complete.
 *
 * <pre>
 *  struct t_exit_info
 *    0        4         8                16            144         1168
 *    +--------+---------+----------------+-------------+-----------+------------------------+
 *    | kind   | dump_len| exit_code      | reason[128] | msg[1024] | dump[T_EXIT_DUMP_LEN]  |
 *    +--------+---------+----------------+-------------+-----------+------------------------+
 * </pre>
 */
public final class ExitInfoCodec {
  private static final String STRUCT = "t_exit_info";

  private final Abi abi;

  /** Creates a codec for the layouts of {@code abi}. */
  public ExitInfoCodec(Abi abi) {
    this.abi = abi;
  }

  /** Returns the size of the struct in bytes. */
  public int size() {
    return abi.sizeOf(STRUCT);
  }

  /** Returns where the kind lies, which is 0 as long as the scheduler runs. */
  public int kindAt() {
    return at("kind");
  }

  /** Reads the whole struct. */
  public SchedulerExit decode(ByteBuffer in) {
    int dumpRoom = abi.constant("T_EXIT_DUMP_LEN");
    int dumpLength = Math.max(0, Math.min(in.getInt(at("dump_len")), dumpRoom));
    return SchedulerExit.of(
        in.getInt(at("kind")),
        in.getLong(at("exit_code")),
        text(in, at("reason"), abi.constant("T_EXIT_REASON_LEN")),
        text(in, at("msg"), abi.constant("T_EXIT_MSG_LEN")),
        text(in, at("dump"), dumpLength));
  }

  private int at(String member) {
    return abi.offsetOf(STRUCT, member);
  }

  private static String text(ByteBuffer in, int at, int room) {
    int length = 0;
    while (length < room && in.get(at + length) != 0) {
      length++;
    }
    var bytes = new byte[length];
    in.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
