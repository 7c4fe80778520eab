package io.temper.bpf.internal.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Keys and values of a membership map.
 *
 * <pre>
 *  key: u64 cgroup id         value: struct t_member, 16 bytes
 *                               0                8        12       16
 *                               +----------------+--------+--------+
 *                               | cgroup_id      | layer  | -      |
 *                               +----------------+--------+--------+
 * </pre>
 */
public final class MemberCodec {
  private final int size;
  private final int idAt;
  private final int layerAt;

  /** Creates a codec for the layouts of {@code abi}. */
  public MemberCodec(Abi abi) {
    this.size = abi.sizeOf("t_member");
    this.idAt = abi.offsetOf("t_member", "cgroup_id");
    this.layerAt = abi.offsetOf("t_member", "layer");
  }

  /** Returns the size of a value in bytes. */
  public int valueSize() {
    return size;
  }

  /** Returns the key of a cgroup. */
  public ByteBuffer key(long cgroupId) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, cgroupId);
  }

  /** Returns the value that puts a cgroup into a layer. */
  public ByteBuffer value(long cgroupId, int layer) {
    return ByteBuffer.allocate(size)
        .order(ByteOrder.nativeOrder())
        .putLong(idAt, cgroupId)
        .putInt(layerAt, layer);
  }

  /** Returns the layer that a value names. */
  public int layer(ByteBuffer value) {
    return value.getInt(layerAt);
  }
}
