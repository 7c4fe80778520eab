package io.temper.nomad.watch;

import static io.temper.nomad.Fixtures.allocation;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.nomad.Eventually;
import io.temper.nomad.FakeNomad;
import io.temper.nomad.Fixtures;
import io.temper.nomad.NomadTask;
import io.temper.nomad.api.NomadServer;
import io.temper.runtime.clock.Ticker;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class NomadNodeTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private FakeNomad nomad;
  private NomadNode node;
  private NodeTasks tasks;

  @BeforeEach
  void open() throws IOException {
    nomad = FakeNomad.start();
    nomad.allocations(Fixtures.text("allocations.json"));
    node = new NomadNode("", NomadServer.open(nomad.settings()), Ticker.system());
    tasks = node.workloads(AnnotationPrefixes.STANDARD, NomadNodeTest::noGroups);
  }

  @AfterEach
  void close() {
    node.close();
    nomad.close();
  }

  private static List<Optional<CgroupPath>> noGroups(List<NomadTask> tasks) {
    return tasks.stream().map(task -> Optional.<CgroupPath>empty()).toList();
  }

  private void heard() throws InterruptedException {
    node.start();
    node.awaitNode(LONG);
    node.awaitAllocations(LONG);
  }

  @Test
  void workloads_afterTheFirstAnswers_areAllTasks() throws InterruptedException {
    heard();
    assertThat(tasks.workloads().size()).isEqualTo(5);
    assertThat(node.watches()).allMatch(watch -> watch.reachable());
    assertThat(tasks.notes()).isEmpty();
  }

  @Test
  void workloads_allocationComes_ringsAndIsThere() throws InterruptedException {
    heard();
    Object before = node.sign();
    nomad.allocations("[" + allocation(9, "late", "exec", "") + "]");
    Eventually.holds(() -> tasks.workloads().size() == 1, tasks::workloads);
    node.taskBell().await();
    assertThat(node.sign()).isNotEqualTo(before);
  }

  @Test
  void safeMode_metaChanges_isHeardOf() throws InterruptedException {
    heard();
    NodeSafeMode safeMode = node.safeMode();
    assertThat(safeMode.asked()).isEmpty();
    nomad.meta("{\"temper_safe_mode_requested\": \"true\"}");
    Eventually.holds(() -> safeMode.asked().isPresent(), safeMode::asked);
    assertThat(safeMode.asked().orElseThrow().reason())
        .isEqualTo("node worker-1 has temper_safe_mode_requested=true");
    nomad.meta("{}");
    Eventually.holds(() -> safeMode.asked().isEmpty(), safeMode::asked);
  }

  @Test
  void nomadAway_whatWasHeardStaysAndItIsSaidSinceWhen() throws InterruptedException {
    heard();
    nomad.fail("", 500, "No cluster leader", "");
    Eventually.holds(() -> node.outage().isPresent(), node::watches);
    assertThat(tasks.workloads().size()).isEqualTo(5);
    assertThat(node.safeMode().asked()).isEmpty();
    assertThat(node.outage().orElseThrow())
        .contains("nothing new is heard from Nomad at http://" + nomad.place(), "stays in force");
    assertThat(tasks.notes()).singleElement().satisfies(note -> assertThat(note)
        .contains("No cluster leader", "stays in force"));

    nomad.heal();
    Eventually.holds(() -> node.outage().isEmpty() && node.nodeTrouble().isEmpty(), node::watches);
  }

  @Test
  void token_expires_isToldAndTheNewOneIsTaken() throws InterruptedException {
    heard();
    nomad.requireToken("secret");
    Eventually.holds(() -> node.nodeTrouble().orElse("").contains("403"), node::watches);
    assertThat(tasks.workloads().size()).isEqualTo(5);
    nomad.requireToken(null);
    Eventually.holds(() -> node.nodeTrouble().isEmpty(), node::watches);
  }
}
