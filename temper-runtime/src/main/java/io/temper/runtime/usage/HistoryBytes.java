package io.temper.runtime.usage;

import io.temper.rightsize.DecayingWeights;
import io.temper.rightsize.HistoryState;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes of one container in a {@link UsageCheckpoint}:
 *
 * <pre>
 *   namespace, workload, container     each 2 bytes of length, then UTF-8
 *   samples, restarts                  8 bytes each
 *   first and last window              if there are samples: seconds (8) and nanoseconds (4) each
 *   weights                            one after the other, see below
 *   number of delays                   1 byte; of each its name, then its weights
 *
 *   weights   1 byte, 0 for none; else 1, and then
 *             the reference, seconds (8) and nanoseconds (4),
 *             the first index that is not 0 (2), how many follow (2), and these (4 each)
 * </pre>
 */
final class HistoryBytes {
  private HistoryBytes() {}

  static void write(ContainerId id, UsageHistory history, DataOutputStream out) throws IOException {
    out.writeUTF(id.namespace());
    out.writeUTF(id.workload());
    out.writeUTF(id.container());
    HistoryState state = history.state();
    out.writeLong(state.samples());
    out.writeLong(state.restarts());
    if (state.samples() > 0) {
      write(state.first().orElseThrow(), out);
      write(state.last().orElseThrow(), out);
    }
    for (DecayingWeights weights : state.weights()) {
      write(weights, out);
    }
    out.writeByte(state.delays().size());
    for (Map.Entry<String, DecayingWeights> delay : state.delays().entrySet()) {
      out.writeUTF(delay.getKey());
      write(delay.getValue(), out);
    }
  }

  static ContainerId readId(DataInputStream in) throws IOException {
    return new ContainerId(in.readUTF(), in.readUTF(), in.readUTF());
  }

  static UsageHistory read(DataInputStream in) throws IOException {
    long samples = in.readLong();
    long restarts = in.readLong();
    Optional<Instant> first = samples > 0 ? Optional.of(readInstant(in)) : Optional.empty();
    Optional<Instant> last = samples > 0 ? Optional.of(readInstant(in)) : Optional.empty();
    List<DecayingWeights> weights = new ArrayList<>();
    for (DecayingWeights empty : UsageHistory.EMPTY.state().weights()) {
      weights.add(readInto(empty, in));
    }
    return UsageHistory.of(
        new HistoryState(samples, restarts, first, last, weights, readDelays(in)));
  }

  private static SortedMap<String, DecayingWeights> readDelays(DataInputStream in)
      throws IOException {
    SortedMap<String, DecayingWeights> delays = new TreeMap<>();
    for (int count = in.readUnsignedByte(); count > 0; count--) {
      delays.put(in.readUTF(), readInto(UsageHistory.noDelay(), in));
    }
    return delays;
  }

  private static void write(DecayingWeights weights, DataOutputStream out) throws IOException {
    Optional<Instant> reference = weights.reference();
    out.writeByte(reference.isPresent() ? 1 : 0);
    if (reference.isEmpty()) {
      return;
    }
    write(reference.get(), out);
    int from = 0;
    int to = weights.count();
    while (from < to && weights.raw(from) == 0) {
      from++;
    }
    while (to > from && weights.raw(to - 1) == 0) {
      to--;
    }
    out.writeShort(from);
    out.writeShort(to - from);
    for (int i = from; i < to; i++) {
      out.writeFloat((float) Math.min(weights.raw(i), Float.MAX_VALUE));
    }
  }

  private static DecayingWeights readInto(DecayingWeights empty, DataInputStream in)
      throws IOException {
    int mark = in.readUnsignedByte();
    if (mark > 1) {
      throw new IllegalArgumentException("weights begin with " + mark);
    }
    if (mark == 0) {
      return empty;
    }
    Instant reference = readInstant(in);
    int from = in.readUnsignedShort();
    int count = in.readUnsignedShort();
    if (from + count > empty.count()) {
      throw new IllegalArgumentException(
          "weights " + from + " to " + (from + count) + " of " + empty.count());
    }
    double[] weights = new double[empty.count()];
    for (int i = from; i < from + count; i++) {
      weights[i] = in.readFloat();
    }
    return empty.restored(reference, weights);
  }

  private static void write(Instant instant, DataOutputStream out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant readInstant(DataInputStream in) throws IOException {
    long second = in.readLong();
    int nano = in.readInt();
    try {
      return Instant.ofEpochSecond(second, nano);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("no time: " + second, e);
    }
  }
}
