package io.temper.k8s;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads pods from text in tests. */
final class TestPods {
  static final String NAME = "pods.txt";

  private TestPods() {}

  static PodList read(String text) {
    return PodListReader.read(
        NAME, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads one pod of the node {@code n}.
   *
   * @param spec further fields of its specification, as YAML in flow style: {@code priority: 0,
   *     containers: [...]}
   * @param status fields of its status, likewise
   */
  static ListedPod pod(String spec, String status) {
    return read(yaml(spec, status)).all().get(0);
  }

  static ListedPod pod(String spec) {
    return pod(spec, "phase: Running");
  }

  static String yaml(String spec, String status) {
    return """
        kind: Pod
        metadata: {name: p, namespace: s, uid: u-1}
        spec: {nodeName: n, %s}
        status: {%s}
        """.formatted(spec, status);
  }

  static InputStream resource(String name) {
    return Objects.requireNonNull(TestPods.class.getResourceAsStream(name), name);
  }

  static String text(String resource) {
    try (InputStream in = resource(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
