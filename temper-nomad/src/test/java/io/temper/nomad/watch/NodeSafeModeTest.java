package io.temper.nomad.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.nomad.Fixtures;
import io.temper.nomad.NodeFacts;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSafeModeTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

  private static Known<NodeFacts> node(String meta) {
    String json = Fixtures.text("node.json").replace("\"rack\": \"r1\"", meta);
    return Known.<NodeFacts>nothing().answered(Fixtures.node(json), 7, false);
  }

  private static NodeSafeMode of(Known<NodeFacts> node) {
    return new NodeSafeMode(() -> node);
  }

  private static NodeSafeMode ofValue(String value) {
    return of(node("\"temper_safe_mode_requested\": \"" + value + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", " FALSE "})
  void asked_false_doesNotAsk(String value) {
    assertThat(ofValue(value).asked()).isEmpty();
  }

  @Test
  void asked_withoutTheKey_doesNotAsk() {
    assertThat(of(node("\"rack\": \"r1\"")).asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "0", "off", "flase"})
  void asked_unclearValue_countsAsTrueAndSaysSo(String value) {
    assertThat(ofValue(value).asked().orElseThrow().reason())
        .isEqualTo(
            "node worker-1 has temper_safe_mode_requested=" + value + ", which counts as true");
  }

  @Test
  void asked_true_asks() {
    var request = ofValue("true").asked().orElseThrow();
    assertThat(request.by()).isEmpty();
    assertThat(request.reason()).isEqualTo("node worker-1 has temper_safe_mode_requested=true");
  }

  @Test
  void asked_nomadAway_isWhatWasHeardLast() {
    var known = node("\"temper_safe_mode_requested\": \"true\"").failed("away", NOW);
    assertThat(of(known).asked()).isPresent();
  }

  @Test
  void asked_nothingHeardYet_cannotBeTold() {
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(of(Known.<NodeFacts>nothing().failed("it is away", NOW))::asked)
        .withMessage("cannot tell whether this node asks for safe mode, which counts as if it did:"
            + " it is away");
  }
}
