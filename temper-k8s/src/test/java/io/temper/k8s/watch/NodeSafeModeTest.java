package io.temper.k8s.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.JsonEvents;
import io.temper.spi.SafeModeSource;
import io.temper.workload.AnnotationPrefixes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSafeModeTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

  private static NodeSafeMode of(Known<ServedNode> known) {
    return new NodeSafeMode("n", () -> known, AnnotationPrefixes.STANDARD);
  }

  private static Optional<SafeModeSource.Request> asked(String annotations, String owned) {
    String json = Served.node(annotations, "kubectl-annotate", owned).replace("VERSION", "1");
    var bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    try (var in = new DocumentReader("test", new JsonEvents("test", bytes))) {
      in.nextDocument();
      return of(Known.<ServedNode>nothing().listed(List.of(ServedNode.read(in))))
          .asked();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"temper.io/", "infera.io/", "temper.codes/"})
  void asked_annotationUnderAnyPrefix_asksAndNamesWhoAndWhen(String prefix) {
    String key = prefix + "safe-mode-requested";
    assertThat(asked("\"" + key + "\":\"true\"", key))
        .contains(new SafeModeSource.Request(
            "kubectl-annotate at 2026-11-02T09:00:00Z", "node n has " + key + "=true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "1", "ture", "TRUE!", "null"})
  void asked_valueIsNeitherTrueNorFalse_asksAndSaysSo(String value) {
    SafeModeSource.Request request =
        asked("\"temper.io/safe-mode-requested\":\"" + value + "\"", "x").orElseThrow();
    assertThat(request.reason())
        .isEqualTo("node n has temper.io/safe-mode-requested=" + value + ", which counts as true");
    assertThat(request.by()).isEmpty();
  }

  @Test
  void asked_valueIsLongAndHasControlCharacters_isCutAndPlain() {
    String value = "a\\n" + "x".repeat(100_000);
    SafeModeSource.Request request =
        asked("\"temper.io/safe-mode-requested\":\"" + value + "\"", "x").orElseThrow();
    assertThat(request.reason())
        .startsWith("node n has temper.io/safe-mode-requested=a?xxx")
        .endsWith("..., which counts as true")
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"temper.io/safe-mode-requested\":\"false\"",
        "\"temper.io/safe-mode-requested\":\" False \"",
        "\"other.io/safe-mode-requested\":\"true\"",
        "\"temper.io/safe-mode\":\"true\""
      })
  void asked_nothingAsks_isEmpty(String annotations) {
    assertThat(asked(annotations, "x")).isEmpty();
  }

  @Test
  void asked_onePrefixAsksAndTheFirstDoesNot_asks() {
    assertThat(asked(
            "\"temper.io/safe-mode-requested\":\"false\",\"infera.io/safe-mode-requested\":\"true\"",
            "temper.io/safe-mode-requested"))
        .hasValueSatisfying(request -> {
          assertThat(request.reason()).isEqualTo("node n has infera.io/safe-mode-requested=true");
          assertThat(request.by()).isEmpty();
        });
  }

  @Test
  void asked_nothingHeardYet_cannotBeToldAndSaysWhy() {
    Known<ServedNode> known = Known.<ServedNode>nothing().failed("it is away", NOW);
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(of(known)::asked)
        .withMessage(
            "cannot tell whether node n asks for safe mode, which counts as if it did: it is"
                + " away");
  }

  @Test
  void asked_noSuchNode_cannotBeToldAndSaysRemedy() {
    Known<ServedNode> known = Known.<ServedNode>nothing().listed(List.of());
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(of(known)::asked)
        .withMessageContaining("has no node of that name; give the name as kubectl get nodes");
  }

  @Test
  void asked_apiServerAwaySinceItAsked_goesOnAsking() {
    String json = Served.node("\"temper.io/safe-mode-requested\":\"true\"", "m", "x");
    var bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    try (var in = new DocumentReader("test", new JsonEvents("test", bytes))) {
      in.nextDocument();
      Known<ServedNode> known =
          Known.<ServedNode>nothing().listed(List.of(ServedNode.read(in))).failed("away", NOW);
      assertThat(of(known).asked()).isPresent();
    }
  }
}
