package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Invocation;
import io.temper.lab.cluster.Kubectl;
import io.temper.lab.cluster.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who may use the highest tier is said by a policy and a quota. Afterwards both are taken away again. */
final class CriticalNamespaces implements Step {
  /** A policy, and a quota, count a moment after they were made. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "critical";
  }

  @Override
  public String title() {
    return "who may use temper-critical";
  }

  @Override
  public int attachments(StepForm form) {
    return 0;
  }

  @Override
  public Set<PageBlock> types() {
    return Set.of(PageBlock.CRITICAL);
  }

  @Override
  public String run(Scene scene) {
    Kubectl kubectl = scene.cluster().kubectl();
    return Cleaning.after(
        () -> {
          scene.runbook().typeAll(PageBlock.CRITICAL);
          return look(kubectl);
        },
        () -> delete(kubectl, "validatingadmissionpolicybinding", "temper-critical"),
        () -> delete(kubectl, "validatingadmissionpolicy", "temper-critical"),
        () -> delete(kubectl, "namespace", "shop"));
  }

  private static String look(Kubectl kubectl) {
    String policy = "namespace default has no pods of priority 1000000";
    awaitRefusal(kubectl, "default", "{requests: {cpu: 10m}}", policy);
    awaitRefusal(kubectl, "shop", "{}", "must specify requests.cpu");
    Invocation allowed = attempt(kubectl, "shop", "{requests: {cpu: 10m}}");
    StepFailure.unless(
        allowed.succeeded(), "refused in the namespace that may: " + allowed.errors());
    return "a critical pod is refused elsewhere, and without a request; else it is taken";
  }

  private static void awaitRefusal(
      Kubectl kubectl, String namespace, String resources, String reason) {
    boolean refused = Waiting.until(
        PATIENCE, () -> attempt(kubectl, namespace, resources).errors().contains(reason));
    Invocation last = attempt(kubectl, namespace, resources);
    StepFailure.unless(
        refused,
        "a critical pod of " + namespace + " with " + resources + " is not refused for '" + reason
            + "': " + last.output() + last.errors());
  }

  /** All is asked of the API server, and nothing is made. */
  private static Invocation attempt(Kubectl kubectl, String namespace, String resources) {
    return kubectl.run(
        List.of("create", "--dry-run=server", "-n", namespace, "-f", "-"),
        String.format(Locale.ROOT, """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              priorityClassName: temper-critical
              automountServiceAccountToken: false
              containers:
              - name: web
                image: temper.invalid/lab:1
                resources: %s
            """, resources));
  }

  private static void delete(Kubectl kubectl, String kind, String name) {
    kubectl.run("delete", kind, name, "--ignore-not-found", "--timeout=120s").text();
  }
}
