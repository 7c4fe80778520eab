package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.testkit.fuzz.FuzzCorpus;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a list or a manifest holds, it is read or refused by its name. */
@Timeout(120)
class PodListReaderFuzzTest {
  private static final int EXAMPLES = 1000;

  private static final String MANIFESTS = """
      # a comment
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        replicas: 3
        template:
          metadata:
            annotations: &notes
              temper.io/tier: high
              lint-ignore.temper.io/request_missing: "a probe (until 2027-01-31)"
          spec:
            priorityClassName: temper-high
            containers:
              - name: "main"
                resources: {requests: {cpu: 250m}, limits: {cpu: "1"}}
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: nightly}
      spec:
        jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: 'b:1'}]}}}}
      ---
      kind: Service
      metadata: {name: other}
      """;

  /**
   * A list that was cut off is never used. JSON tells by its brackets; YAML by the missing kind of
   * the list, which kubectl prints last.
   */
  @ParameterizedTest
  @CsvSource({"pods.yaml, 'kind: List'", "pods.json, '}'"})
  void read_cutBeforeItsLastLines_isNeverAList(String resource, String last) {
    String text = TestPods.text(resource);
    byte[] whole = text.substring(0, text.lastIndexOf(last)).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += 29) {
      assertThat(understands(PodListReader::read, Arrays.copyOf(whole, length)))
          .as("cut at %d", length)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pods.yaml", "pods.json"})
  void read_anyText_isUnderstoodOrRefused(String resource) {
    FuzzCorpus.of(TestPods.text(resource))
        .check(EXAMPLES, text -> understands(PodListReader::read, text));
  }

  @Test
  void readManifests_anyText_isUnderstoodOrRefused() {
    FuzzCorpus manifests = FuzzCorpus.of(MANIFESTS);
    manifests.check(EXAMPLES, text -> understands(PodListReader::readManifests, text));
    manifests.checkCut(text -> understands(PodListReader::readManifests, text));
  }

  private static boolean understands(BiFunction<String, InputStream, ?> reader, byte[] text) {
    try {
      assertThat(reader.apply("p", new ByteArrayInputStream(text))).isNotNull();
      return true;
    } catch (TemperException e) {
      assertThat(e.getMessage()).containsPattern("^(p:|\\d+ pods? of the list)");
      return false;
    }
  }
}
