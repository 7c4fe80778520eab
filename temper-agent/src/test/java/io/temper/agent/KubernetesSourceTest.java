package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.agent.report.input.InputException;
import io.temper.runtime.config.SourceSetting;
import io.temper.workload.AnnotationPrefixes;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesSourceTest {

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "../x", "N", "n,spec.nodeName!=n", " n", "n\n"})
  void open_variableNamesNoNode_isNamedWithRemedy(String name) {
    var source = new SourceSetting.Kubernetes("");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> KubernetesSource.open(
            source, Map.of(KubernetesSource.NODE_NAME, name), AnnotationPrefixes.STANDARD))
        .withMessageContaining("NODE_NAME: '" + name + "' is no name of a node")
        .withMessageContaining("kubectl get nodes");
  }
}
