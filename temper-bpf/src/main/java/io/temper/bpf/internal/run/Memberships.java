package io.temper.bpf.internal.run;

import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.MemberCodec;
import io.temper.bpf.internal.object.ForeignObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The entries by which a scheduler of another process finds the layer of a control group. */
public final class Memberships {
  private final ForeignObject object;
  private final MemberCodec codec;
  private final int slotAt;
  private final int levels;

  /** Reads those of {@code object}. */
  public Memberships(ForeignObject object, Abi abi) {
    this.object = object;
    this.codec = new MemberCodec(abi);
    this.slotAt = abi.offsetOf("t_cfg", "cg_slot");
    this.levels = abi.constant("T_CGROUP_DEPTH");
  }

  /**
   * Returns the layer of a group, as the scheduler looks it up.
   *
   * @param cgroupIds the group and those around it, itself first
   * @param config the bytes of the configuration in force
   * @param inForce the same, decoded
   * @return the layer's name; empty if no entry names one
   */
  public Optional<String> layerOf(
      List<Long> cgroupIds, ByteBuffer config, Publisher.InForce inForce) {
    int slot = config.getInt(slotAt);
    return cgroupIds.stream()
        .limit(levels)
        .flatMap(id -> object.elementOfInner("cg_outer", slot, codec.key(id)).stream())
        .findFirst()
        .map(entry -> nameAt(codec.layer(entry), inForce));
  }

  /** An entry that names no layer leads to the default one. */
  private static String nameAt(int slot, Publisher.InForce inForce) {
    var config = inForce.config();
    return Objects.requireNonNullElse(
        StatsReader.nameAt(slot, inForce),
        config.layers().get(config.defaultLayer()).name());
  }
}
