package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.runtime.config.AgentConfig;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Feeds the readers with broken forms of good files; each failure names its seed. */
class TomlFuzzTest {
  private static final int MUTATIONS = Integer.getInteger("FUZZ_EXAMPLES", 3000);
  private static final String NASTY = "{}[]\",:=-\n\t'#.*?\\0123456789eE+x_~<>\u0000\u00e4\uD83D";

  private static final String WORKLOADS = """
      apiVersion = "temper.io/v1"
      kind = "Workloads"

      [[workload]]
      name = "web" # the shop
      cgroup = '/system.slice/nginx.service'
      tier = "critical"
      request = "2"
      limit = 4.5

      [[workload]]
      name = "batch"
      cgroup = \"""/batch.slice/*\"""
      priority = -1_000
      """;

  private static final String CONFIG = """
      mode = "observe"
      loop.debounce = "1s" # and the longest
      loop.max_staleness = '2s'

      [ceilings]
      low = 1.5
      background = "500m"

      [system]
      cgroups = [
        "/system.slice/containerd.service",
      ]
      """;

  private static final String SUPPRESSIONS = """
      apiVersion = "temper.io/v1"
      kind = "LintSuppressions"

      [[suppress]]
      rule = "irq_on_fence" # known
      subject = 'critical'
      reason = "the kernel manages these"
      until = 2027-01-31

      [[suppress]]
      rule = "open_reserve"
      reason = \"""none\"""
      """;

  static Stream<Map.Entry<String, BiFunction<String, String, ?>>> readers() {
    return Stream.of(
        Map.entry(WORKLOADS, WorkloadsToml::read),
        Map.entry(SUPPRESSIONS, SuppressionsToml::read),
        Map.entry(CONFIG, ConfigToml::read),
        Map.entry(ConfigToml.write(AgentConfig.STANDARD), ConfigToml::read));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void read_cutAnywhere_isNeverAnotherException(
      Map.Entry<String, BiFunction<String, String, ?>> reader) {
    for (int length = 0; length <= reader.getKey().length(); length++) {
      read(reader.getValue(), reader.getKey().substring(0, length), "cut at " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void read_mutated_isNeverAnotherException(
      Map.Entry<String, BiFunction<String, String, ?>> reader) {
    for (int seed = 0; seed < MUTATIONS; seed++) {
      read(reader.getValue(), mutate(reader.getKey(), new Random(seed)), "seed " + seed);
    }
  }

  private static String mutate(String whole, Random random) {
    StringBuilder text = new StringBuilder(whole);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(30));
      char nasty = NASTY.charAt(random.nextInt(NASTY.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, nasty);
        case 1 -> text.insert(at, nasty);
        case 2 -> text.delete(at, end).append('\n');
        default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
      }
    }
    return text.toString();
  }

  private static void read(BiFunction<String, String, ?> reader, String text, String what) {
    try {
      assertThat(reader.apply("f.toml", text)).as(what).isNotNull();
    } catch (JsonFormatException e) {
      assertThat(e.getMessage()).as(what).startsWith("f.toml").contains("; ");
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(what + ":\n" + text, e);
    }
  }
}
