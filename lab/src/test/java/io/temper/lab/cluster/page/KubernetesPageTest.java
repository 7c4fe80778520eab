package io.temper.lab.cluster.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import io.temper.lab.cluster.page.KubernetesPage.Block;
import io.temper.lab.cluster.page.KubernetesPage.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesPageTest {
  @Test
  void parse_blocksForAClusterOrANode_areFoundUnderTheirHeadings() {
    var page = KubernetesPage.parse("""
        # The page
        ## Install
        ```sh
        helm lint
        ```
        <!-- runs: cluster -->
        ```sh
        helm install temper

        # why
        kubectl get pods
        ```
        ### Then
        ```
        # no heading
        ```
        1. First:

           <!-- runs: cluster -->
           ```sh
           helm upgrade temper \\
             --reuse-values
           ```

        <!-- runs: node -->
        ```sh
        cat state
        ```
        """);

    assertThat(page.blocks())
        .containsExactly(
            new Block("Install", Place.CLUSTER, List.of("helm install temper", "kubectl get pods")),
            new Block("Then", Place.CLUSTER, List.of("helm upgrade temper --reuse-values")),
            new Block("Then", Place.NODE, List.of("cat state")));
  }

  @Test
  void parse_placeThatNobodyKnows_isRefused() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> KubernetesPage.parse("<!-- runs: laptop -->\n```sh\nls\n```\n"))
        .withMessageContaining("'runs: laptop'");
  }
}
