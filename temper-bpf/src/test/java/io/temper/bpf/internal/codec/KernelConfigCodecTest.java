package io.temper.bpf.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelCpu;
import io.temper.kernel.KernelLayer;
import io.temper.node.CpuSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KernelConfigCodecTest {
  private final Abi abi = Abi.ofClassPath();
  private final KernelConfigCodec codec = new KernelConfigCodec(abi);

  @Test
  void decode_ofEncode_isIdentity() {
    for (int seed = 0; seed < 300; seed++) {
      var config = new RandomConfigs(seed).next();
      var bytes = codec.encode(config, seed % 2);
      assertThat(bytes.capacity()).isEqualTo(abi.sizeOf("t_cfg"));
      assertThat(codec.decode(bytes, config.members())).as("seed %s", seed).isEqualTo(config);
    }
  }

  @Test
  void encode_equalConfigs_giveEqualBytes() {
    var bytes = codec.encode(new RandomConfigs(7).next(), 0);
    assertThat(codec.encode(new RandomConfigs(7).next(), 0)).isEqualTo(bytes);
    assertThat(codec.encode(new RandomConfigs(7).next(), 1)).isNotEqualTo(bytes);
  }

  @Test
  void encode_layer_liesWhereTheRulerSays() {
    var bytes = codec.encode(config(3, 5), 1);
    assertThat(bytes.getLong(0)).as("generation").isEqualTo(9);
    assertThat(bytes.getInt(12)).as("nr_layers").isEqualTo(2);
    assertThat(bytes.getInt(24)).as("cg_slot").isEqualTo(1);
    assertThat(bytes.getInt(32)).as("nr_cpus").isEqualTo(6);
    int second = abi.offsetOf("t_cfg", "layers") + abi.sizeOf("t_layer");
    assertThat(bytes.getInt(second)).as("kind").isEqualTo(1);
    assertThat(bytes.getInt(second + 4))
        .as("flags: preempts, protected, prefers")
        .isEqualTo(0x10003);
    assertThat(bytes.getInt(second + 12)).as("weight").isEqualTo(3);
    assertThat(bytes.getInt(second + 16)).as("inv_weight").isEqualTo((10_000 << 10) / 3);
    assertThat(bytes.getLong(second + 40)).as("preferred").isEqualTo(1L << 5);
    assertThat(bytes.getLong(56)).as("preempting").isEqualTo(1L << 1);
  }

  @Test
  void encode_ceiling_liesWhereTheRulerSays_besideItsInverseAndItsBit() {
    long[][] golden = {{1, 1_048_576_000}, {999, 1_049_625}, {1000, 1 << 20}, {64_000, 16_384}};
    for (long[] ceiling : golden) {
      var bytes = codec.encode(capped((int) ceiling[0]), 0);
      int second = abi.offsetOf("t_cfg", "layers") + abi.sizeOf("t_layer");
      assertThat(bytes.getInt(second + 20)).as("ceiling_millis").isEqualTo((int) ceiling[0]);
      assertThat(bytes.getLong(second + 40 + 256)).as("ceiling_inv").isEqualTo(ceiling[1]);
      assertThat(bytes.getLong(88)).as("capped").isEqualTo(1L << 1);
      assertThat(codec.decode(bytes, new TreeMap<>())).isEqualTo(capped((int) ceiling[0]));
    }
  }

  @Test
  void encode_withoutCeiling_leavesAllOfItZero() {
    var bytes = codec.encode(capped(0), 0);
    int second = abi.offsetOf("t_cfg", "layers") + abi.sizeOf("t_layer");
    assertThat(bytes.getInt(second + 20)).as("ceiling_millis").isZero();
    assertThat(bytes.getLong(second + 40 + 256)).as("ceiling_inv").isZero();
    assertThat(bytes.getLong(88)).as("capped").isZero();
  }

  private static KernelConfig capped(int millis) {
    var config = config(3, 5);
    var layers = config.layers();
    return config.withLayers(List.of(layers.get(0), layers.get(1).withCeilingMillis(millis)));
  }

  @Test
  void encode_protectedLayer_isAvoidedByLowerRanksOnly() {
    var bytes = codec.encode(config(3, 5), 0);
    int first = abi.offsetOf("t_cfg", "layers");
    assertThat(bytes.getInt(first + 4)).as("flags: avoids").isEqualTo(4);
    assertThat(bytes.getLong(first + 40 + 128)).as("avoided by the lower").isEqualTo(1L << 5);
    assertThat(bytes.getLong(first + abi.sizeOf("t_layer") + 40 + 128))
        .as("by itself")
        .isZero();
  }

  @Test
  void encode_cpuWithOwner_namesTheFirstLayerThatPrefersIt() {
    var bytes = codec.encode(config(3, 5), 0);
    int owner = abi.offsetOf("t_cfg", "cpus") + abi.offsetOf("t_cpu", "owner_layer");
    assertThat(bytes.getShort(owner + 5 * 16)).isEqualTo((short) 1);
    assertThat(bytes.getShort(owner + 4 * 16)).isEqualTo((short) 64);
  }

  @Test
  void name_tooLong_isCutBetweenCharacters() {
    assertThat(LayerName.decode(LayerName.encode("critical", 32))).isEqualTo("critical");
    assertThat(LayerName.encode("critical", 32)).hasSize(32);
    assertThat(LayerName.decode(LayerName.encode("abcdefgh", 8))).isEqualTo("abcdefg");
    assertThat(LayerName.decode(LayerName.encode("abcdeéfg", 7))).isEqualTo("abcde");
    assertThat(LayerName.decode(LayerName.encode("", 8))).isEmpty();
  }

  @Test
  void nameHash_tellsNamesApart_andIsZeroForNoneAlone() {
    assertThat(LayerName.hash(LayerName.NONE)).isZero();
    assertThat(LayerName.hash("high")).isNotZero().isNotEqualTo(LayerName.hash("low"));
    var bytes = codec.encode(config(3, 5), 0);
    int second = abi.offsetOf("t_cfg", "layers") + abi.sizeOf("t_layer");
    assertThat(bytes.getLong(second + abi.offsetOf("t_layer", "name_hash")))
        .isEqualTo(LayerName.hash("high"));
  }

  @Test
  void encode_beyondTheLimits_saysWhichIsTooHigh() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(config(1, 1024), 0))
        .withMessageContaining("CPU 1024");
  }

  private static KernelConfig config(int weight, int cpu) {
    var open = new KernelLayer(
        0, "default", KernelLayer.Kind.OPEN, 0, 1, 1, 0, false, false, CpuSet.empty());
    var grouped = new KernelLayer(
        1, "high", KernelLayer.Kind.GROUPED, 5, weight, 1, 0, true, true, CpuSet.of(cpu));
    return new KernelConfig(
        9,
        List.of(open, grouped),
        0,
        0,
        new TreeMap<>(),
        List.of(new KernelCpu(4, 0, 5), new KernelCpu(cpu, 0, 4)),
        1,
        FairnessBounds.STANDARD);
  }
}
