package io.temper.k8s.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAdviceTest {

  private static List<OldUse> uses(String... documents) {
    byte[] text = String.join("\n---\n", documents).getBytes(StandardCharsets.UTF_8);
    return Migration.of("f.yaml", new ByteArrayInputStream(text), true).uses();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "class in values | {web: {priorityClassName: infera-high}} | infera-high | temper-high",
        "key with a map in values | {a: {infera-canary: {b: c}}} | infera-canary | temper-canary",
        "class of an unknown kind | {kind: Rollout, metadata: {name: r}, spec: {template: {spec:"
            + " {priorityClassName: infera-high}}}} | infera-high | temper-high",
        "annotation deep in an unknown kind | {kind: SparkApplication, metadata: {name: s}, spec: {driver:"
            + " {annotations: {infera.io/workload-profile: jvm}}}} | infera.io/workload-profile"
            + " | temper.io/workload-profile",
        "affinity deep in an unknown kind | {kind: Rollout, metadata: {name: r}, spec: {a: {nodeAffinity: {b:"
            + " [{key: infera-canary}]}}}} | infera-canary | temper-canary",
        "class of a quota | {kind: ResourceQuota, metadata: {name: q}, spec: {scopeSelector:"
            + " {matchExpressions: [{values: [infera-high]}]}}} | infera-high | temper-high",
        "selector deep in an unknown kind | {kind: Rollout, metadata: {name: r}, spec: {a: [{nodeSelector:"
            + " {infera-canary: 'true'}}]}} | infera-canary | temper-canary",
      })
  void name_whereverItStands_isFoundOnceAndEdited(
      String what, String document, String old, String now) {
    assertThat(uses(document)).as(what).singleElement().satisfies(use -> {
      assertThat(use.names())
          .singleElement()
          .satisfies(name -> assertThat(name.old()).isEqualTo(old))
          .satisfies(name -> assertThat(name.now()).isEqualTo(now));
      assertThat(use.commands()).singleElement().asString().startsWith("sed -i -e ");
    });
  }

  @Test
  void name_inATemplateOfAKnownKind_isFoundOnce() {
    assertThat(
            uses("{kind: Deployment, metadata: {name: d}, spec: {template: {metadata: {annotations:"
                + " {infera.io/a: b}}, spec: {priorityClassName: infera-high, nodeSelector:"
                + " {infera-canary: x}}}}}"))
        .singleElement()
        .satisfies(use -> assertThat(use.names())
            .containsExactly(
                new Rename("annotation", "infera.io/a", "temper.io/a"),
                new Rename("priority class", "infera-high", "temper-high"),
                new Rename("node selector", "infera-canary", "temper-canary")));
  }

  /** YAML allows a key once. The edit is of the whole file, so it is in no object's. */
  @Test
  void oldAndNewKeySideBySide_areNotMadeEqual() {
    String both = "{kind: Pod, metadata: {name: p, annotations: {infera.io/a: x, temper.io/a: y,"
        + " infera.io/b: z}}}";
    String one = "{kind: Pod, metadata: {name: q, annotations: {infera.io/a: x}}}";

    assertThat(uses(both, one)).hasSize(2).allSatisfy(use -> assertThat(use.note())
        .contains("side by side", "remove infera.io/a by hand"));
    assertThat(uses(both, one))
        .flatExtracting(OldUse::commands)
        .containsExactly("sed -i -e 's#infera\\.io/b#temper.io/b#g' f.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "'{a: {infera.io/a: {x: 1}, temper.io/a: {y: 2}}}', infera.io/a",
    "'{a: {infera.io/a: 1, temper.codes/a: 2}}', infera.io/a",
  })
  void twoKeysThatWouldBecomeOne_areSaid(String values, String key) {
    assertThat(uses(values)).singleElement().satisfies(use -> {
      assertThat(use.commands()).isEmpty();
      assertThat(use.note()).contains("remove " + key);
    });
  }

  /** In an expression of sed they would mean something else. */
  @ParameterizedTest
  @CsvSource({"infera-a#b", "infera-a&b", "infera-a[b", "'infera-a b'"})
  void nameThatSedWouldNotUnderstand_hasNoCommand(String name) {
    assertThat(uses("{web: {priorityClassName: '" + name + "'}}"))
        .singleElement()
        .satisfies(use -> {
          assertThat(use.commands()).isEmpty();
          assertThat(use.note()).contains("cannot be typed");
        });
  }
}
