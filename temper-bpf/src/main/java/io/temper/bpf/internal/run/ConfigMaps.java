package io.temper.bpf.internal.run;

import io.temper.bpf.BpfException;
import io.temper.bpf.internal.codec.Abi;
import io.temper.bpf.internal.codec.KernelConfigCodec;
import io.temper.bpf.internal.codec.MemberCodec;
import io.temper.bpf.internal.lib.MapSpec;
import io.temper.bpf.internal.object.BpfMap;
import io.temper.bpf.internal.object.MapKeeper;
import io.temper.bpf.internal.object.SchedulerObject;
import io.temper.kernel.KernelConfig;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The maps that hold the configuration in force. A new one is written into maps that no program has
 * seen yet, and stored with one pointer; if any step before that fails, the old one stays, whole.
 *
 * <pre>
 *  cfg_outer[0]  -> ARRAY[1] of struct t_cfg, frozen -+ names the slot
 *  cg_outer[0|1] -> HASH cgroup id -> struct t_member <+
 * </pre>
 */
public final class ConfigMaps implements AutoCloseable {
  private static final int BPF_MAP_TYPE_HASH = 1;
  private static final int BPF_MAP_TYPE_ARRAY = 2;
  private static final int BPF_F_NO_PREALLOC = 1;
  private static final int BPF_F_RDONLY_PROG = 1 << 7;

  /** The kernel clears a bucket per entry there is room for, at each change of shape. */
  private static final int LEAST_ROOM = 256;

  private final SchedulerObject object;
  private final MapKeeper keeper;
  private final Abi abi;
  private final KernelConfigCodec codec;
  private final MemberCodec members;
  private final BpfMap configs;
  private final BpfMap memberships;
  private int liveSlot;
  private int liveRoom;
  private volatile @Nullable BpfMap live;
  private volatile boolean closed;
  private NavigableMap<Long, Integer> liveMembers = new TreeMap<>();
  private boolean liveIsCertain = true;
  private MapKeeper.Kept liveKept = () -> {};
  private MapKeeper.Kept configKept = () -> {};

  /**
   * What an earlier process has put into force.
   *
   * @param slot the place of the membership map
   * @param members the membership map; belongs to who adopts it
   * @param content what it holds
   * @param membersKept what keeps the membership map
   * @param configKept what keeps the configuration
   */
  public record Found(
      int slot,
      BpfMap members,
      NavigableMap<Long, Integer> content,
      MapKeeper.Kept membersKept,
      MapKeeper.Kept configKept) {}

  /** Finds the maps of {@code object}; {@code keeper} hears of what comes into force. */
  public ConfigMaps(SchedulerObject object, Abi abi, MapKeeper keeper) {
    this.object = object;
    this.keeper = keeper;
    this.abi = abi;
    this.codec = new KernelConfigCodec(abi);
    this.members = new MemberCodec(abi);
    this.configs = object.map("cfg_outer", Integer.BYTES, Integer.BYTES);
    this.memberships = object.map("cg_outer", Integer.BYTES, Integer.BYTES);
  }

  /** Goes on from what an earlier process has put into force, before anything else. */
  public void adopt(Found found) {
    liveSlot = found.slot();
    live = found.members();
    liveRoom = found.members().info().maxEntries();
    liveMembers = new TreeMap<>(found.content());
    liveKept = found.membersKept();
    configKept = found.configKept();
  }

  /**
   * Puts a whole configuration into force.
   *
   * @param config placed, within the limits of the scheduler
   * @throws BpfException if the kernel refuses; what was in force stays so
   */
  public void replace(KernelConfig config) {
    boolean keep = live != null && liveIsCertain && config.members().equals(liveMembers);
    int slot = keep || live == null ? liveSlot : 1 - liveSlot;
    // First, because what does not fit is to be found out before anything is written.
    var encoded = codec.encode(config, slot);
    var next = keep ? live : newMembership(config.members());
    var kept = liveKept;
    try {
      if (!keep) {
        kept = keeper.keep("members", requireMap(next));
        memberships.updateInner(slot, requireMap(next));
      }
      swap(encoded);
    } catch (RuntimeException | Error e) {
      dropUnlessSame(kept, liveKept);
      closeUnlessSame(next, live);
      throw e;
    }
    dropUnlessSame(liveKept, kept);
    liveKept = kept;
    accept(slot, requireMap(next), config.members());
  }

  /**
   * Changes single members of the configuration in force.
   *
   * @return whether it was done; if not, what was in force stays so, and {@link #replace} is the way
   * @throws BpfException if the kernel refuses; what was in force stays so
   */
  public boolean change(Map<Long, Integer> put, Iterable<Long> removed) {
    var map = live;
    // While entries are written one by one, the old and the new ones are there together.
    if (map == null || !liveIsCertain || liveMembers.size() + put.size() > liveRoom) {
      return false;
    }
    var next = new TreeMap<>(liveMembers);
    next.putAll(put);
    removed.forEach(next::remove);
    liveIsCertain = false;
    try {
      put.forEach((cgroup, layer) -> write(map, cgroup, layer));
      removed.forEach(cgroup -> map.delete(members.key(cgroup)));
    } catch (RuntimeException | Error e) {
      liveIsCertain = isRestored(map, put, removed);
      throw e;
    }
    liveMembers = next;
    liveIsCertain = true;
    return true;
  }

  /** Returns whether the membership in force is known to be what was published last. */
  public boolean isCertain() {
    return liveIsCertain;
  }

  /** If not, the map is half old, half new: only a fresh one can be trusted from here on. */
  private boolean isRestored(BpfMap map, Map<Long, Integer> put, Iterable<Long> removed) {
    try {
      put.keySet().forEach(cgroup -> restore(map, cgroup));
      removed.forEach(cgroup -> restore(map, cgroup));
      return true;
    } catch (BpfException | OutOfMemoryError e) {
      return false;
    }
  }

  private void restore(BpfMap map, long cgroup) {
    var before = liveMembers.get(cgroup);
    if (before == null) {
      map.delete(members.key(cgroup));
    } else {
      write(map, cgroup, before);
    }
  }

  private void write(BpfMap map, long cgroup, int layer) {
    map.update(members.key(cgroup), members.value(cgroup, layer));
  }

  /** Twice what is needed, so that most changes of membership stay small ones. */
  private int roomFor(int entries) {
    int room = Math.max(LEAST_ROOM, Integer.highestOneBit(Math.max(1, entries)) * 4);
    return Math.min(room, abi.constant("T_MAX_MEMBERS"));
  }

  private BpfMap newMembership(NavigableMap<Long, Integer> content) {
    var map = object.createMap(new MapSpec(
        "temper_members",
        BPF_MAP_TYPE_HASH,
        Long.BYTES,
        members.valueSize(),
        roomFor(content.size()),
        BPF_F_NO_PREALLOC));
    try {
      content.forEach((cgroup, layer) -> write(map, cgroup, layer));
      return map;
    } catch (RuntimeException | Error e) {
      map.close();
      throw e;
    }
  }

  private void swap(ByteBuffer config) {
    try (var map = object.createMap(new MapSpec(
        "temper_config",
        BPF_MAP_TYPE_ARRAY,
        Integer.BYTES,
        config.capacity(),
        1,
        BPF_F_RDONLY_PROG))) {
      var first = BpfMap.number(0);
      map.update(first, config);
      map.freeze();
      var kept = keeper.keep("config", map);
      try {
        configs.updateInner(0, map);
      } catch (RuntimeException | Error e) {
        kept.drop();
        throw e;
      }
      configKept.drop();
      configKept = kept;
    }
  }

  private void accept(int slot, BpfMap map, NavigableMap<Long, Integer> content) {
    closeUnlessSame(live, map);
    if (map != live) {
      liveRoom = roomFor(content.size());
    }
    liveSlot = slot;
    live = map;
    liveMembers = new TreeMap<>(content);
    liveIsCertain = true;
    if (closed) {
      map.close();
    }
  }

  private static void closeUnlessSame(@Nullable BpfMap map, @Nullable BpfMap kept) {
    if (map != null && map != kept) {
      map.close();
    }
  }

  private static void dropUnlessSame(MapKeeper.Kept old, MapKeeper.Kept kept) {
    if (old != kept) {
      old.drop();
    }
  }

  private static BpfMap requireMap(@Nullable BpfMap map) {
    if (map == null) {
      throw new IllegalStateException("there is no membership map to keep");
    }
    return map;
  }

  /** Closes this process's descriptors; the kernel keeps what is in force. */
  @Override
  public void close() {
    closed = true;
    closeUnlessSame(live, null);
  }
}
