package io.temper.bpf.internal.codec;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;

/**
 * Turns a {@link KernelConfig} into the bytes of one {@code struct t_cfg} and back. Members travel in
 * a map of their own, so decoding is told them.
 *
 * <pre>
 *  struct t_cfg, native order                                        temper_abi.h
 *    0                8        12       16       20       24       28       32       36      40
 *    +----------------+--------+--------+--------+--------+--------+--------+--------+-------+
 *    | generation     | abi    | nr_    | default| system | cg_slot| nr_    | nr_cpus| flags |
 *    |                | version| layers | _layer | _layer |        | domains|        |       |
 *    +----------------+--------+--------+--------+--------+--------+--------+--------+-------+
 *    | turn_ns        | max_wait_ns     | preempting       | confined        | strict       |
 *    +----------------+-----------------+------------------+-----------------+--------------+
 *    | closed         | capped          | reserved         | fenced[16]      | present[16]  |
 *    +----------------+-----------------+------------------+-----------------+--------------+
 *    | struct t_layer [T_MAX_LAYERS]                                                        |
 *    |   kind flags rank weight | inv_weight ceiling_millis | slice_ns | min_run_ns        |
 *    |   preferred[16] | avoided[16] | ceiling_inv | reserved | home[64] | name[32]         |
 *    |   name_hash | reserved                                                               |
 *    +--------------------------------------------------------------------------------------+
 *    | struct t_cpu [T_MAX_CPUS]: domain sibling owner_layer flags core node -              |
 *    +--------------------------------------------------------------------------------------+
 *    | struct t_domain_cfg [T_MAX_DOMAINS]: cpus[16] | owners | -                           |
 *    +--------------------------------------------------------------------------------------+
 * </pre>
 */
public final class KernelConfigCodec {
  private static final String CFG = "t_cfg";
  private static final String LAYER = "t_layer";
  private static final String CPU = "t_cpu";
  private static final String DOMAIN = "t_domain_cfg";

  private final Abi abi;
  private final int maxLayers;
  private final int maxCpus;
  private final int nameSize;

  /** Creates a codec for the layouts of {@code abi}. */
  public KernelConfigCodec(Abi abi) {
    this.abi = abi;
    this.maxLayers = abi.constant("T_MAX_LAYERS");
    this.maxCpus = abi.constant("T_MAX_CPUS");
    this.nameSize = abi.constant("T_LAYER_NAME_LEN");
  }

  /**
   * Encodes a configuration.
   *
   * @param config within the limits of the scheduler
   * @param membershipSlot which of the two membership maps goes with it, 0 or 1
   * @return {@code sizeof(struct t_cfg)} bytes in native order
   * @throws IllegalArgumentException if the configuration does not fit the layout
   */
  public ByteBuffer encode(KernelConfig config, int membershipSlot) {
    requireFit(config);
    var out = ByteBuffer.allocate(abi.sizeOf(CFG)).order(ByteOrder.nativeOrder());
    out.putLong(cfg("generation"), config.generation());
    out.putInt(cfg("abi_version"), abi.constant("T_ABI_VERSION"));
    out.putInt(cfg("nr_layers"), config.layers().size());
    out.putInt(cfg("default_layer"), config.defaultLayer());
    out.putInt(cfg("system_layer"), config.systemLayer());
    out.putInt(cfg("cg_slot"), membershipSlot);
    out.putInt(cfg("nr_domains"), config.domains());
    out.putInt(cfg("nr_cpus"), highestCpu(config) + 1);
    out.putLong(cfg("turn_ns"), config.bounds().turn().toNanos());
    out.putLong(cfg("max_wait_ns"), config.bounds().maxWait().toNanos());
    out.putLong(cfg("preempting"), bits(config, KernelLayer::preempts));
    out.putLong(cfg("capped"), bits(config, KernelLayer::isCapped));
    var fences = FenceLayout.of(config);
    encode(fences, config, out);
    config.layers().forEach(layer -> encode(layer, fences, out));
    config.cpus().forEach(cpu -> encode(cpu, config, fences, out));
    return out;
  }

  /**
   * Decodes what {@link #encode} made. Names come back as far as they fit.
   *
   * @param in the bytes of one {@code struct t_cfg}
   * @param members layer index by cgroup id
   * @return the configuration
   */
  public KernelConfig decode(ByteBuffer in, NavigableMap<Long, Integer> members) {
    var layers = new ArrayList<KernelLayer>();
    for (int i = 0; i < in.getInt(cfg("nr_layers")); i++) {
      layers.add(decodeLayer(in, i));
    }
    return new KernelConfig(
        in.getLong(cfg("generation")),
        layers,
        in.getInt(cfg("default_layer")),
        in.getInt(cfg("system_layer")),
        members,
        decodeCpus(in),
        in.getInt(cfg("nr_domains")),
        new FairnessBounds(
            Duration.ofNanos(in.getLong(cfg("turn_ns"))),
            Duration.ofNanos(in.getLong(cfg("max_wait_ns")))));
  }

  private void encode(FenceLayout fences, KernelConfig config, ByteBuffer out) {
    out.putLong(cfg("confined"), bits(config, layer -> layer.kind() == KernelLayer.Kind.CONFINED));
    out.putLong(cfg("strict"), bits(config, KernelLayer::isStrict));
    out.putLong(cfg("closed"), fences.closed());
    putCpuSet(fences.fenced(), out, cfg("fenced"));
    putCpuSet(fences.present(), out, cfg("present"));
    for (int domain = 0; domain < config.domains(); domain++) {
      int at = cfg("domains") + domain * abi.sizeOf(DOMAIN);
      putCpuSet(fences.cpusOf(domain), out, at + abi.offsetOf(DOMAIN, "cpus"));
      out.putLong(at + abi.offsetOf(DOMAIN, "owners"), fences.ownersIn(domain));
    }
  }

  private void encode(KernelLayer layer, FenceLayout fences, ByteBuffer out) {
    CpuSet avoided = fences.avoidedBy(layer);
    int at = cfg("layers") + layer.index() * abi.sizeOf(LAYER);
    out.putInt(at + layer("kind"), abi.constant(kindName(layer.kind())));
    out.putInt(at + layer("flags"), flagsOf(layer, avoided));
    out.putInt(at + layer("rank"), layer.rank());
    out.putInt(at + layer("weight"), layer.weight());
    out.putInt(at + layer("inv_weight"), inverse(layer.weight()));
    out.putInt(at + layer("ceiling_millis"), layer.ceilingMillis());
    out.putLong(at + layer("ceiling_inv"), layer.isCapped() ? inverseCeiling(layer) : 0);
    out.putLong(at + layer("slice_ns"), layer.sliceNanos());
    out.putLong(at + layer("min_run_ns"), layer.minRunNanos());
    putCpuSet(layer.preferred(), out, at + layer("preferred"));
    putCpuSet(avoided, out, at + layer("avoided"));
    out.put(at + layer("name"), LayerName.encode(layer.name(), nameSize));
    out.putLong(at + layer("name_hash"), LayerName.hash(layer.name()));
    int[] homes = fences.homesOf(layer);
    for (int domain = 0; domain < homes.length; domain++) {
      out.put(at + layer("home") + domain, (byte) homes[domain]);
    }
  }

  private static void putCpuSet(CpuSet cpus, ByteBuffer out, int at) {
    var words = cpus.toWords();
    for (int i = 0; i < words.length; i++) {
      out.putLong(at + i * Long.BYTES, words[i]);
    }
  }

  private void encode(KernelCpu cpu, KernelConfig config, FenceLayout fences, ByteBuffer out) {
    int at = cfg("cpus") + cpu.id() * abi.sizeOf(CPU);
    out.putShort(at + cpu("domain"), (short) cpu.domain());
    out.putShort(at + cpu("sibling"), (short) cpu.sibling());
    out.putShort(at + cpu("owner_layer"), (short) ownerOf(cpu, config));
    int fenced = fences.fenced().contains(cpu.id()) ? abi.constant("T_CPU_FENCED") : 0;
    out.putShort(at + cpu("flags"), (short) (abi.constant("T_CPU_PRESENT") | fenced));
    out.putShort(at + cpu("core"), (short) cpu.core());
    out.putShort(at + cpu("node"), (short) cpu.numaNode());
  }

  private KernelLayer decodeLayer(ByteBuffer in, int index) {
    int at = cfg("layers") + index * abi.sizeOf(LAYER);
    int flags = in.getInt(at + layer("flags"));
    return new KernelLayer(
        index,
        decodeName(in, at + layer("name")),
        kindOf(in.getInt(at + layer("kind"))),
        in.getInt(at + layer("rank")),
        in.getInt(at + layer("weight")),
        in.getLong(at + layer("slice_ns")),
        in.getLong(at + layer("min_run_ns")),
        (flags & abi.constant("T_LAYER_PROTECTED")) != 0,
        (flags & abi.constant("T_LAYER_PREEMPTS")) != 0,
        decodeCpuSet(in, at + layer("preferred")),
        (flags & abi.constant("T_LAYER_STRICT")) != 0,
        in.getInt(at + layer("ceiling_millis")));
  }

  private String decodeName(ByteBuffer in, int at) {
    var bytes = new byte[nameSize];
    in.get(at, bytes);
    return LayerName.decode(bytes);
  }

  private List<KernelCpu> decodeCpus(ByteBuffer in) {
    var cpus = new ArrayList<KernelCpu>();
    for (int id = 0; id < in.getInt(cfg("nr_cpus")); id++) {
      int at = cfg("cpus") + id * abi.sizeOf(CPU);
      if ((in.getShort(at + cpu("flags")) & abi.constant("T_CPU_PRESENT")) != 0) {
        cpus.add(new KernelCpu(
            id,
            Short.toUnsignedInt(in.getShort(at + cpu("domain"))),
            Short.toUnsignedInt(in.getShort(at + cpu("sibling"))),
            Short.toUnsignedInt(in.getShort(at + cpu("core"))),
            Short.toUnsignedInt(in.getShort(at + cpu("node")))));
      }
    }
    return cpus;
  }

  private CpuSet decodeCpuSet(ByteBuffer in, int at) {
    var words = new long[abi.constant("T_CPU_WORDS")];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.getLong(at + i * Long.BYTES);
    }
    return CpuSet.of(BitSet.valueOf(words).stream().toArray());
  }

  private void requireFit(KernelConfig config) {
    if (config.layers().size() > maxLayers) {
      throw new IllegalArgumentException(
          config.layers().size() + " layers, but the scheduler has room for " + maxLayers);
    }
    config.cpus().forEach(cpu -> requireCpu(cpu.id()));
    config.layers().forEach(layer -> layer.preferred().stream().forEach(this::requireCpu));
  }

  private void requireCpu(int id) {
    if (id >= maxCpus) {
      throw new IllegalArgumentException(
          "CPU " + id + ", but the scheduler counts them from 0 to " + (maxCpus - 1));
    }
  }

  /** Division is dear in the scheduler, so it multiplies by this; see {@code t_layer.inv_weight}. */
  private int inverse(int weight) {
    long scale = (long) abi.constant("T_WEIGHT_MAX") << abi.constant("T_WEIGHT_SHIFT");
    return (int) (scale / weight);
  }

  /** The same for run time under a ceiling; see {@code t_layer.ceiling_inv}. */
  private long inverseCeiling(KernelLayer layer) {
    return (1000L << abi.constant("T_CEILING_SHIFT")) / layer.ceilingMillis();
  }

  private int flagsOf(KernelLayer layer, CpuSet avoided) {
    return (avoided.isEmpty() ? 0 : abi.constant("T_LAYER_AVOIDS"))
        | (layer.preferred().isEmpty() ? 0 : abi.constant("T_LAYER_PREFERS"))
        | (layer.preempts() ? abi.constant("T_LAYER_PREEMPTS") : 0)
        | (layer.isStrict() ? abi.constant("T_LAYER_STRICT") : 0)
        | (layer.isProtected() ? abi.constant("T_LAYER_PROTECTED") : 0);
  }

  private static long bits(KernelConfig config, Predicate<KernelLayer> test) {
    return config.layers().stream()
        .filter(test)
        .mapToLong(layer -> 1L << layer.index())
        .reduce(0, (a, b) -> a | b);
  }

  /** A fence has one owner; other CPUs are shown with the first layer that prefers them. */
  private int ownerOf(KernelCpu cpu, KernelConfig config) {
    return config.layers().stream()
        .filter(layer -> layer.preferred().contains(cpu.id()))
        .mapToInt(KernelLayer::index)
        .findFirst()
        .orElse(maxLayers);
  }

  private static int highestCpu(KernelConfig config) {
    return config.cpus().stream().mapToInt(KernelCpu::id).max().orElse(-1);
  }

  private KernelLayer.Kind kindOf(int number) {
    for (var kind : KernelLayer.Kind.values()) {
      if (abi.constant(kindName(kind)) == number) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of layer has the number " + number);
  }

  private static String kindName(KernelLayer.Kind kind) {
    return switch (kind) {
      case OPEN -> "T_KIND_OPEN";
      case GROUPED -> "T_KIND_GROUPED";
      case CONFINED -> "T_KIND_CONFINED";
    };
  }

  private int cfg(String member) {
    return abi.offsetOf(CFG, member);
  }

  private int layer(String member) {
    return abi.offsetOf(LAYER, member);
  }

  private int cpu(String member) {
    return abi.offsetOf(CPU, member);
  }
}
