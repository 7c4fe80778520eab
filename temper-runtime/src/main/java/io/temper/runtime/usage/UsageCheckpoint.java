package io.temper.runtime.usage;

import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The bytes by which histories are kept, big-endian:
 *
 * <pre>
 *   0   8  "TMPRUSE" and a newline
 *   8   2  version, 1
 *  10   4  length of the body
 *  14   4  CRC-32 of the body
 *  18      body: number of containers (4), then {@link HistoryBytes} of each
 * </pre>
 *
 * <p>A container takes at most {@link #MOST_BYTES} plus its name. Weights are kept as {@code float}: to
 * seven digits.
 */
public final class UsageCheckpoint {
  /** The most bytes that a container takes, without its name. */
  public static final int MOST_BYTES = 6 * 1024;

  static final int VERSION = 1;
  static final int HEAD_BYTES = 18;
  private static final byte[] MAGIC = "TMPRUSE\n".getBytes(StandardCharsets.US_ASCII);

  /** Far more containers than a node can run. */
  private static final int MOST_CONTAINERS = 100_000;

  private UsageCheckpoint() {}

  /**
   * Returns the bytes of histories.
   *
   * @param histories what to keep
   * @return a checkpoint
   */
  public static byte[] encode(Map<ContainerId, UsageHistory> histories) {
    byte[] body = body(histories);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEAD_BYTES + body.length);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MAGIC);
      out.writeShort(VERSION);
      out.writeInt(body.length);
      out.writeInt(checksum(body));
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Returns the histories of a checkpoint.
   *
   * @param source what to call it in messages, such as a file name
   * @param bytes what {@link #encode} returned
   * @return the histories
   * @throws CheckpointException if these are other bytes, are cut or damaged, or of another version
   */
  public static NavigableMap<ContainerId, UsageHistory> decode(String source, byte[] bytes) {
    if (bytes.length < HEAD_BYTES
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new CheckpointException(source, "this is no checkpoint of histories", null);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.skipNBytes(MAGIC.length);
      requireVersion(source, in.readUnsignedShort());
      int length = in.readInt();
      int checksum = in.readInt();
      if (length != bytes.length - HEAD_BYTES) {
        throw new CheckpointException(
            source,
            "it has " + (bytes.length - HEAD_BYTES) + " bytes where it was written with " + length,
            null);
      }
      byte[] body = in.readAllBytes();
      if (checksum(body) != checksum) {
        throw new CheckpointException(source, "it is damaged: its checksum differs", null);
      }
      return read(body);
    } catch (IOException | IllegalArgumentException e) {
      throw new CheckpointException(source, "it is damaged: " + e.getMessage(), e);
    }
  }

  private static void requireVersion(String source, int version) {
    if (version != VERSION) {
      throw new CheckpointException(
          source,
          "it is of version " + version + ", and this release of Temper reads version " + VERSION,
          null);
    }
  }

  private static byte[] body(Map<ContainerId, UsageHistory> histories) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(histories.size());
      for (Map.Entry<ContainerId, UsageHistory> entry : new TreeMap<>(histories).entrySet()) {
        HistoryBytes.write(entry.getKey(), entry.getValue(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static NavigableMap<ContainerId, UsageHistory> read(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    int count = in.readInt();
    if (count < 0 || count > MOST_CONTAINERS) {
      throw new IllegalArgumentException("it claims to hold " + count + " containers");
    }
    NavigableMap<ContainerId, UsageHistory> histories = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      ContainerId id = HistoryBytes.readId(in);
      if (histories.put(id, HistoryBytes.read(in)) != null) {
        throw new IllegalArgumentException(id + " is there twice");
      }
    }
    if (in.available() > 0) {
      throw new IllegalArgumentException("there is more behind its end");
    }
    return histories;
  }

  private static int checksum(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return (int) crc.getValue();
  }
}
