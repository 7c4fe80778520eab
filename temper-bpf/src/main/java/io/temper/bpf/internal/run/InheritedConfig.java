package io.temper.bpf.internal.run;

import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.KernelConfigCodec;
import io.temper.bpf.internal.codec.MemberCodec;
import io.temper.bpf.internal.object.BpfMap;
import io.temper.bpf.internal.object.SchedulerObject;
import io.temper.bpf.internal.pin.Pins;
import java.nio.ByteBuffer;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The configuration that an earlier process has put into force, read back from the kernel. */
public final class InheritedConfig {
  private final SchedulerObject object;
  private final Abi abi;
  private final Pins pins;
  private final MemberCodec codec;

  /**
   * What is in force.
   *
   * @param inForce the configuration with its members
   * @param maps the maps that hold it
   */
  public record Result(Publisher.InForce inForce, ConfigMaps.Found maps) {}

  /** Reads that of {@code object}, whose inner maps {@code pins} keeps. */
  public InheritedConfig(SchedulerObject object, Abi abi, Pins pins) {
    this.object = object;
    this.abi = abi;
    this.pins = pins;
    this.codec = new MemberCodec(abi);
  }

  /**
   * Reads it, and removes the pins of what was in force before or was to be.
   *
   * @return what is in force, with a map that the caller closes
   * @throws io.temper.bpf.BpfException if it cannot be read
   * @throws RuntimeException if it makes no sense
   */
  public Result read() {
    int configId = innerId("cfg_outer", 0);
    var bytes = configBytes(configId);
    int slot = bytes.getInt(abi.offsetOf("t_cfg", "cg_slot"));
    int membersId = innerId("cg_outer", slot);
    var members = pins.openInner("members", membersId, Long.BYTES, codec.valueSize());
    try {
      var content = contentOf(members);
      var inForce = PlacedConfig.inForce(new KernelConfigCodec(abi).decode(bytes, content));
      pins.sweep(configId, membersId);
      return new Result(
          inForce,
          new ConfigMaps.Found(
              slot,
              members,
              content,
              pins.kept("members", membersId),
              pins.kept("config", configId)));
    } catch (RuntimeException | Error e) {
      members.close();
      throw e;
    }
  }

  private int innerId(String outer, int index) {
    return object
        .map(outer, Integer.BYTES, Integer.BYTES)
        .lookup(BpfMap.number(index))
        .orElseThrow(() -> new IllegalStateException(outer + " is empty at " + index))
        .getInt(0);
  }

  private ByteBuffer configBytes(int id) {
    try (var map = pins.openInner("config", id, Integer.BYTES, abi.sizeOf("t_cfg"))) {
      return map.lookup(BpfMap.number(0))
          .orElseThrow(() -> new IllegalStateException("the configuration is empty"));
    }
  }

  private NavigableMap<Long, Integer> contentOf(BpfMap members) {
    var content = new TreeMap<Long, Integer>();
    for (var key : members.keys()) {
      members.lookup(key).ifPresent(value -> content.put(key.getLong(0), codec.layer(value)));
    }
    return content;
  }
}
