package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.cluster.Invocation;
import io.temper.lab.cluster.page.KubernetesPage;
import io.temper.lab.cluster.page.KubernetesPage.Block;
import io.temper.lab.cluster.page.KubernetesPage.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunbookTest {
  private static final String UPGRADE = "helm upgrade temper";
  private static final String ROLLOUT = "kubectl -n temper rollout status daemonset/temper-agent";
  private static final KubernetesPage PAGE = new KubernetesPage(List.of(
      new Block("Enforce", Place.CLUSTER, List.of(UPGRADE, ROLLOUT)),
      new Block("Platforms", Place.NODE, List.of("cat /sys/kernel/sched_ext/state"))));

  private final List<String> done = new ArrayList<>();
  private int code;
  private final Runbook runbook = new Runbook(PAGE, this::press, () -> "no pods");

  private Invocation press(Place place, String command) {
    done.add(place + " " + command);
    return new Invocation(List.of(command), code, "printed", "said why", Duration.ZERO);
  }

  @Test
  void type_commandsOfABlock_followEachOther() {
    String printed = runbook.type(PageBlock.ENFORCE);

    assertThat(printed).isEqualTo("printed");
    assertThat(done).containsExactly("CLUSTER " + UPGRADE);
    assertThat(runbook.untyped(Set.of(PageBlock.ENFORCE))).containsExactly(ROLLOUT);
  }

  @Test
  void typeAll_blockIsTypedWholeWhereItBelongs() {
    runbook.typeAll(PageBlock.ENFORCE);
    runbook.typeAll(PageBlock.STATE);

    assertThat(done)
        .containsExactly(
            "CLUSTER " + UPGRADE, "CLUSTER " + ROLLOUT, "NODE cat /sys/kernel/sched_ext/state");
    assertThat(runbook.untyped(Set.of(PageBlock.ENFORCE, PageBlock.STATE))).isEmpty();
  }

  @Test
  void type_commandThatEndsWithTheCodeThatThePageTells_isTyped() {
    code = 1;

    assertThat(runbook.type(PageBlock.ENFORCE, 1)).isEqualTo("printed");
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> runbook.type(PageBlock.ENFORCE, 2))
        .withMessageContaining("ended with code 1");
  }

  @Test
  void type_commandThatFails_isAFailureThatNamesItAndWasNotTyped() {
    code = 1;

    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> runbook.type(PageBlock.ENFORCE))
        .withMessageContainingAll("'" + UPGRADE + "' ended with code 1", "said why", "no pods");
    assertThat(runbook.untyped(Set.of(PageBlock.ENFORCE))).containsExactly(UPGRADE, ROLLOUT);
  }
}
