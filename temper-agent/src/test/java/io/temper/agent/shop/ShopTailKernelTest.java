package io.temper.agent.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.EnforcingHost;
import io.temper.agent.KernelGroups;
import io.temper.agent.demo.node.Await;
import io.temper.agent.profile.JvmInGroup;
import io.temper.agent.profile.Tail;
import io.temper.agent.profile.TailClient;
import io.temper.agent.profile.Tails;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long customers of the sample shop wait at the checkout while the same process writes its report, with
 * the Spring Boot starter and with {@code temper.enabled=false}. One agent enforces all the time, and the shops take turns.
 */
@Tag("kernel")
@LongFormOnly
class ShopTailKernelTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup/temper-shop-test");
  private static final int ROUNDS = 10;
  private static final int EVERY_MICROS = 100_000;
  private static final int ROUND_MILLIS = 10_000;
  private static final Duration SETTLING = Duration.ofSeconds(3);

  @TempDir
  Path folder;

  @BeforeEach
  void makeGroups() throws IOException {
    for (String group : List.of("shop", "client")) {
      Files.createDirectories(ROOT.resolve(group));
    }
  }

  @AfterEach
  void removeGroups() throws IOException {
    KernelGroups.remove(ROOT);
  }

  @Test
  void checkout_besideTheReportOfTheSameProcess_waitsLessWithTheStarter(TestReporter reporter)
      throws Exception {
    var without = new Tails();
    var with = new Tails();
    try (var plain = Shop.open(ROOT.resolve("shop"), 8081, "--temper.enabled=false");
        var starter = Shop.open(ROOT.resolve("shop"), 8082);
        var host =
            EnforcingHost.enforcing(folder, workload("shop", "jvm"), workload("client", "none"))) {
      ask(plain);
      ask(starter);
      for (int round = 0; round < ROUNDS; round++) {
        boolean starterFirst = round % 2 == 0;
        (starterFirst ? with : without).add(measure(starterFirst ? starter : plain));
        (starterFirst ? without : with).add(measure(starterFirst ? plain : starter));
      }
      assertThat(host.problems()).isEmpty();
    }
    reporter.publishEntry("checkout without the starter", without.toString());
    reporter.publishEntry("checkout with the starter", with.toString());
    // By chance, nine of ten rounds would be so once in a hundred times.
    assertThat(with.roundsBelow(without, Tail::p99)).isGreaterThanOrEqualTo(ROUNDS - 1);
  }

  private static Tail measure(Shop shop) throws IOException {
    long before = shop.reportLines();
    shop.startReport();
    try {
      Await.pause(SETTLING);
      return ask(shop);
    } finally {
      shop.stopReport();
      assertThat(shop.reportLines()).as("the report went on meanwhile").isGreaterThan(before);
    }
  }

  private static Tail ask(Shop shop) throws IOException {
    try (var client = JvmInGroup.start(
        ROOT.resolve("client"),
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"),
        TailClient.class,
        shop.checkout(),
        Integer.toString(EVERY_MICROS),
        Integer.toString(ROUND_MILLIS))) {
      return Tail.parse(client.line());
    }
  }

  private static Workload workload(String name, String profile) {
    return Workload.builder(WorkloadId.of("test", name))
        .priority(100_000)
        .request(CpuQuantity.ofMillis(500))
        .cgroup(new CgroupPath("/temper-shop-test/" + name))
        .annotations(Map.of("temper.io/workload-profile", profile))
        .build();
  }
}
