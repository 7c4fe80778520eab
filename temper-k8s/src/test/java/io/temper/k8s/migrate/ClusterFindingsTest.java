package io.temper.k8s.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.k8s.text.DocumentReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterFindingsTest {

  private static List<OldUse> uses(String... manifests) {
    var findings = new ClusterFindings();
    for (String manifest : manifests) {
      byte[] text = manifest.getBytes(StandardCharsets.UTF_8);
      ManifestObjects.read(DocumentReader.of("a test", new ByteArrayInputStream(text)), findings);
    }
    return new MigrationReport("a test", findings.uses(), List.of()).uses();
  }

  private static List<String> commands(String... manifests) {
    return uses(manifests).stream().flatMap(use -> use.commands().stream()).toList();
  }

  @ParameterizedTest(name = "old {0}, new {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "true  | -     | kubectl annotate node n temper.io/safe-mode-requested=true --overwrite",
        "yes   | -     | kubectl annotate node n temper.io/safe-mode-requested=yes --overwrite",
        "true  | false | kubectl annotate node n temper.io/safe-mode-requested=true --overwrite",
        "true  | true  | -",
        "false | -     | -",
        "FALSE | true  | -",
      })
  void safeMode_isAskedForAnewBeforeTheOldKeyGoes_ifItAsks(String old, String now, String copy) {
    String node = "{kind: Node, metadata: {name: n, annotations: {infera.io/safe-mode-requested: '"
        + old + "'" + (now == null ? "" : ", temper.io/safe-mode-requested: '" + now + "'") + "}}}";
    String removal = "kubectl annotate node n infera.io/safe-mode-requested-";

    assertThat(commands(node))
        .containsExactlyElementsOf(copy == null ? List.of(removal) : List.of(copy, removal));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Pod with a controller | {kind: Pod, metadata: {name: p, namespace: s, annotations: {infera.io/a: b},"
            + " ownerReferences: [{kind: Rollout, name: r, controller: true}]}} | 0",
        "Pod that has ended | {kind: Pod, metadata: {name: p, namespace: s, annotations: {infera.io/a: b}},"
            + " status: {phase: Succeeded}} | 0",
        "Pod of the old chart | {kind: Pod, metadata: {name: p, namespace: s, labels: {app.kubernetes.io/name:"
            + " infera}, annotations: {infera.io/a: b}}} | 0",
        "ReplicaSet of a Deployment | {kind: ReplicaSet, metadata: {name: r, namespace: s, ownerReferences:"
            + " [{kind: Deployment, name: d, controller: true}]}, spec: {template: {spec: {priorityClassName:"
            + " infera-high}}}} | 0",
        "ReplicaSet by itself | {kind: ReplicaSet, metadata: {name: r, namespace: s}, spec: {template: {spec:"
            + " {priorityClassName: infera-high}}}} | 1",
        "Job that runs | {kind: Job, metadata: {name: j, namespace: s}, spec: {template: {spec:"
            + " {priorityClassName: infera-high}}}} | 0",
        "a class of its own name | {kind: PriorityClass, metadata: {name: inferable}, value: 1} | 0",
        "a prefix of its own | {kind: Node, metadata: {name: n, annotations: {infera.io.example/a: b}}} | 0",
      })
  void object_hasSoManyCommands(String what, String manifest, int count) {
    assertThat(commands(manifest)).as(what).hasSize(count);
  }

  @Test
  void podsWithAController_areCountedByWhatMakesThem() {
    String pod = "{kind: Pod, metadata: {name: p, namespace: s, annotations: {infera.io/a: b},"
        + " ownerReferences: [{kind: Rollout, name: r, controller: true}]}}";

    assertThat(uses(pod, pod)).singleElement().satisfies(use -> {
      assertThat(use.object()).isEqualTo("pods of Rollout r in s");
      assertThat(use.note()).startsWith("2 pods are made anew");
    });
  }

  @Test
  void job_cannotBeChanged_andItIsSaid() {
    assertThat(uses("{kind: Job, metadata: {name: j, namespace: s}, spec: {template: {spec:"
            + " {priorityClassName: infera-high}}}}"))
        .singleElement()
        .satisfies(use -> assertThat(use.note()).contains("cannot be changed"));
  }

  @Test
  void workloadOfAHelmRelease_saysThatTheReleaseBringsTheNamesBack() {
    assertThat(uses("{kind: Deployment, metadata: {name: d, namespace: s, annotations:"
            + " {meta.helm.sh/release-name: shop}}, spec: {template: {spec: {priorityClassName:"
            + " infera-high}}}}"))
        .singleElement()
        .satisfies(use -> assertThat(use.note()).startsWith("it is of the Helm release shop"));
  }

  /** A value that a terminal would change must not be printed as a command. */
  @Test
  void annotationThatCannotBeTyped_hasNoCommand() {
    assertThat(uses("{kind: Pod, metadata: {name: p, namespace: s, annotations: {infera.io/a:"
            + " \"a\\u001b[2J\"}}}"))
        .singleElement()
        .satisfies(use -> assertThat(use.commands()).isEmpty());
  }

  @Test
  void annotation_withWhatAShellWouldRun_isQuoted() {
    assertThat(commands("{kind: Pod, metadata: {name: p, namespace: s, annotations: {infera.io/a:"
            + " \"$(rm -r /); 'x'\"}}}"))
        .containsExactly(
            "kubectl -n s annotate pod p 'temper.io/a=$(rm -r /); '\\''x'\\''' infera.io/a-");
  }

  @Test
  void classWithAnotherValue_isSaid() {
    assertThat(uses(
            "{kind: PriorityClass, metadata: {name: infera-x}, value: 5, globalDefault: true}",
            "{kind: PriorityClass, metadata: {name: temper-x}, value: 7}"))
        .singleElement()
        .satisfies(use -> {
          assertThat(use.step()).isEqualTo(MigrationStep.CLASSES);
          assertThat(use.note())
              .contains("its value is 5, that of the new one 7")
              .contains("the default of pods without a class");
        });
  }

  /** Without Helm's annotations the parts are deleted one by one. */
  @Test
  void oldAgentThatHelmDidNotMake_isDeletedByName() {
    assertThat(
            commands("{kind: DaemonSet, metadata: {name: infera-agent, namespace: kube-system}}"))
        .contains("kubectl -n kube-system delete daemonset infera-agent --cascade=foreground")
        .noneMatch(command -> command.startsWith("helm uninstall"));
  }

  /** Helm deletes the classes of a release with it, and pods that are made then would be refused. */
  @Test
  void classesOfTheRelease_areMadeAgainAtOnceAfterItsEnd() {
    String ofRelease =
        "annotations: {meta.helm.sh/release-name: old, meta.helm.sh/release-namespace: sys}";
    assertThat(commands(
            "{kind: DaemonSet, metadata: {name: infera-agent, namespace: sys, " + ofRelease + "}}",
            "{kind: PriorityClass, metadata: {name: infera-x, " + ofRelease
                + "}, value: 5, globalDefault: true, preemptionPolicy: Never}",
            "{kind: PriorityClass, metadata: {name: infera-y}, value: 7}",
            "{kind: PriorityClass, metadata: {name: temper-x}, value: 5}",
            "{kind: PriorityClass, metadata: {name: temper-y}, value: 7}"))
        .containsSubsequence(
            "helm uninstall old -n sys --wait --cascade=foreground",
            "kubectl create priorityclass infera-x --value=5 --preemption-policy=Never"
                + " --global-default=true --dry-run=client -o yaml | kubectl apply -f -",
            "kubectl annotate node --all infera.io/safe-mode-requested-"
                + " temper.codes/safe-mode-requested-")
        .noneMatch(command -> command.contains("create priorityclass infera-y"));
  }

  /** Names that have an old one in them are another's. */
  @Test
  void podWithAClass_isMadeAnewWithThatNameChangedAlone() {
    assertThat(
            commands(
                "{kind: Pod, metadata: {name: p, namespace: s}, spec: {priorityClassName: infera-high}}"))
        .singleElement()
        .asString()
        .contains("sed -e 's#\"infera-high\"#\"temper-high\"#g'");
  }

  /** JSON with a key twice says either. */
  @Test
  void podWithAClassAndAKeyTwice_hasNoCommand() {
    assertThat(uses("{kind: Pod, metadata: {name: p, namespace: s, annotations: {infera.io/a: b,"
            + " temper.io/a: c}}, spec: {priorityClassName: infera-high}}"))
        .singleElement()
        .satisfies(use -> assertThat(use.commands()).isEmpty());
  }

  @Test
  void nodeAffinity_isPatchedWhereItStands() {
    String term =
        "{matchExpressions: [{key: zone, operator: Exists}, {key: infera-canary, operator:"
            + " Exists}]}";
    assertThat(
            commands("{kind: Deployment, metadata: {name: d, namespace: s}, spec: {template: {spec:"
                + " {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                + " {nodeSelectorTerms: [" + term + ", " + term + "]}}}}}}}"))
        .singleElement()
        .asString()
        .contains(
            "Execution/nodeSelectorTerms/0/matchExpressions/1/key",
            "Execution/nodeSelectorTerms/1/matchExpressions/1/key")
        .doesNotContain("matchExpressions/0/key")
        .contains("\"temper-canary\"");
  }

  @Test
  void quotaOfAnOldClass_isSaidBeforeWorkloadsChange() {
    assertThat(uses("{kind: ResourceQuota, metadata: {name: q, namespace: s}, spec: {scopeSelector:"
            + " {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [infera-high,"
            + " other]}]}}}"))
        .singleElement()
        .satisfies(use -> {
          assertThat(use.step()).isLessThan(MigrationStep.WORKLOADS);
          assertThat(use.names())
              .containsExactly(new Rename("priority class", "infera-high", "temper-high"));
          assertThat(use.commands()).isEmpty();
          assertThat(use.note()).contains("cannot be changed");
        });
  }

  /** With --install the old metric is told as well, or alerts on it would go dark. */
  @Test
  void install_tellsTheOldMetricAsWell() {
    assertThat(
            commands("{kind: DaemonSet, metadata: {name: infera-agent, namespace: sys, annotations:"
                + " {meta.helm.sh/release-name: '../a b'}}}"))
        .startsWith(
            "helm get values '../a b' -n sys > .._a_b-values.yaml",
            "printf '[metrics]\\nlegacy = true\\n' > legacy.toml",
            "helm upgrade --install temper deploy/helm/temper --namespace temper --create-namespace"
                + " --set enforce=false --set-file agent.config=legacy.toml");
  }

  /** A workload may select nodes by a new label, and alerts must not look at what is removed. */
  @Test
  void steps_areInAnOrderInWhichNothingIsLost() {
    assertThat(MigrationStep.values())
        .containsExactly(
            MigrationStep.INSTALL,
            MigrationStep.NODES,
            MigrationStep.WORKLOADS,
            MigrationStep.AGENTS,
            MigrationStep.MONITORING,
            MigrationStep.LEFTOVERS,
            MigrationStep.NAMESPACES,
            MigrationStep.CLASSES);
  }

  @Test
  void everythingNew_isNothing() {
    assertThat(
            uses(
                "{kind: Node, metadata: {name: n, annotations: {temper.io/safe-mode-requested: 'true'}}}",
                "{kind: Deployment, metadata: {name: d, namespace: s}, spec: {template: {metadata: {annotations:"
                    + " {temper.io/workload-profile: jvm}}, spec: {priorityClassName: temper-high}}}}",
                "{kind: ConfigMap, metadata: {name: c, namespace: s}, data: {a: temper_lint_violation}}"))
        .isEmpty();
  }
}
