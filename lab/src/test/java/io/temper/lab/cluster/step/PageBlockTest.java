package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.cluster.page.KubernetesPage;
import io.temper.lab.cluster.page.KubernetesPage.Block;
import io.temper.lab.cluster.page.KubernetesPage.Place;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/kubernetes.md says is typed to a cluster or on a node, some step types. */
class PageBlockTest {
  private static final KubernetesPage PAGE = KubernetesPage.read(Path.of(".."));

  @Test
  void blocksOfThePage_eachIsTypedWholeAndInTheirOrder() {
    assertThat(Stream.of(PageBlock.values()).map(block -> block.in(PAGE)))
        .as("a block that is here and not in PageBlock is typed by nobody")
        .containsExactlyElementsOf(PAGE.blocks());
  }

  @Test
  void blocks_eachIsTypedByAStep() {
    Set<PageBlock> typed = EnumSet.noneOf(PageBlock.class);
    Rehearsal.steps().forEach(step -> typed.addAll(step.types()));

    assertThat(typed).containsExactlyInAnyOrder(PageBlock.values());
  }

  @Test
  void in_commandThatThePageHasOrLacksBeyondThese_isRefused() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> PageBlock.ENFORCE.in(page("Enforce", "helm upgrade temper")))
        .withMessageContaining("helm upgrade temper");
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> PageBlock.ROLL_BACK.in(page("Roll back", "helm rollback temper")))
        .withMessageContaining("under 'Roll back' only 1 blocks");
  }

  private static KubernetesPage page(String heading, String... commands) {
    return new KubernetesPage(List.of(new Block(heading, Place.CLUSTER, List.of(commands))));
  }
}
