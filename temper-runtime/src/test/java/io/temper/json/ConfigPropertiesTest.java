package io.temper.json;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.AgentConfig.LimitPolicy;
import io.temper.runtime.config.AgentConfig.Mode;
import io.temper.runtime.config.AuditConfig;
import io.temper.runtime.config.FileConfig;
import io.temper.runtime.config.HttpAddress;
import io.temper.runtime.config.LifetimeConfig;
import io.temper.runtime.config.LoopConfig;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.ProfilesConfig;
import io.temper.runtime.config.RestartConfig;
import io.temper.runtime.config.RightsizingConfig;
import io.temper.runtime.config.SourceSetting;
import io.temper.testkit.Arbitrary;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierRules;
import io.temper.tier.TierRules.SystemPods;
import io.temper.tier.TierRules.TierAnnotation;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfigPropertiesTest {
  private static final Arbitrary<Long> SEEDS = Arbitrary.longs(0, Long.MAX_VALUE);

  /** Names that a format may get wrong. */
  private static final List<String> NAMES =
      List.of("a", "a b", "\"", "'", "\\x2d", "#", "\u00e4", "\t", "=[]", "a.service");

  @Test
  void read_whatWasWritten_isTheSame() {
    forAll(SEEDS.map(seed -> config(new Random(seed)))).check(config -> {
      String toml = ConfigToml.write(config);
      assertThat(ConfigToml.read("c.toml", toml)).as(toml).isEqualTo(config);
    });
  }

  private static AgentConfig config(Random random) {
    long debounce = random.nextInt(10_001);
    long cooldown = 1000L + random.nextInt(86_399_001);
    return new AgentConfig(
        oneOf(random, Mode.values()),
        random.nextBoolean() ? new SourceSetting.File(path(random)) : null,
        plan(random),
        new LoopConfig(
            Duration.ofMillis(debounce),
            Duration.ofMillis(debounce + random.nextInt(50_000)),
            Duration.ofMillis(10 + random.nextInt(9_991)),
            random.nextInt(100)),
        new LifetimeConfig(
            Duration.ofMillis(2000 + random.nextInt(58_001)),
            random.nextBoolean() ? Duration.ofSeconds(15 + random.nextInt(586)) : null,
            path(random)),
        new RestartConfig(
            1 + random.nextInt(100),
            Duration.ofSeconds(1 + random.nextInt(86_400)),
            Duration.ofMillis(cooldown),
            Duration.ofMillis(cooldown + random.nextInt((int) (86_400_001 - cooldown)))),
        new FileConfig(path(random), path(random), path(random)),
        new AuditConfig(
            random.nextBoolean() ? path(random) : null,
            (64 << 10) + random.nextInt(1 << 29),
            random.nextInt(101)),
        oneOf(random, LimitPolicy.values()),
        random.nextBoolean()
            ? new HttpAddress("10.0.0." + random.nextInt(256), 1 + random.nextInt(65_535))
            : null,
        random.nextBoolean(),
        new ProfilesConfig(random.nextBoolean(), path(random)),
        new RightsizingConfig(
            random.nextBoolean(),
            Duration.ofMillis(1000 + random.nextInt(59_001)),
            Duration.ofMillis(random.nextInt(1_800_001))));
  }

  private static PlanConfig plan(Random random) {
    int low = random.nextInt();
    long step = ((long) Integer.MAX_VALUE - low) / 4;
    int by = (int) Math.max(1, step);
    low = Math.min(low, Integer.MAX_VALUE - 3);
    Map<Tier, CpuQuantity> ceilings = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      if (random.nextBoolean()) {
        ceilings.put(tier, CpuQuantity.ofMillis(1 + random.nextInt(8_192_000)));
      }
    }
    List<CgroupPath> system = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      system.add(new CgroupPath("/" + oneOf(random, NAMES.toArray(new String[0]))));
    }
    return new PlanConfig(
        new TierRules(
            new PriorityThresholds(low + 3 * by, low + 2 * by, low + by, low),
            oneOf(random, SystemPods.values()),
            oneOf(random, TierAnnotation.values()),
            random.nextBoolean()
                ? AnnotationPrefixes.STANDARD
                : new AnnotationPrefixes("example.org/", List.of())),
        ceilings,
        system,
        new PriorityThresholds(90 + low % 9, 70, 40, 20),
        new PriorityThresholds(1000, 101, 100, 40 + low % 9));
  }

  private static Path path(Random random) {
    String[] names = NAMES.toArray(new String[0]);
    return Path.of("/" + oneOf(random, names), oneOf(random, names));
  }

  private static <T> T oneOf(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
