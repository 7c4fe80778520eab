package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Kubectl;
import java.util.Locale;

/** Pods that take all CPU time they get, in the tier that is worth least: one for each CPU of the node. */
final class Load {
  private static final int SPINNERS = 2;

  private Load() {}

  /** Starts it and waits until it runs. */
  static void apply(Scene scene) {
    Kubectl kubectl = scene.cluster().kubectl();
    kubectl.apply(String.format(Locale.ROOT, """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: load, namespace: default}
        spec:
          replicas: %d
          selector: {matchLabels: {app: load}}
          template:
            metadata: {labels: {app: load}}
            spec:
              priorityClassName: temper-background
              terminationGracePeriodSeconds: 0
              automountServiceAccountToken: false
              hostNetwork: true
              containers:
              - name: spin
                image: temper.invalid/lab:1
                imagePullPolicy: Never
                command: [/bin/sh, -c, 'while :; do :; done']
                resources: {requests: {cpu: 10m}}
        """, SPINNERS));
    kubectl.run("rollout", "status", "deployment/load", "--timeout=120s").text();
  }

  /** Ends it, and waits until its pods are gone, too. Nothing happens if there is none. */
  static void delete(Scene scene) {
    Kubectl kubectl = scene.cluster().kubectl();
    kubectl
        .run(
            "delete",
            "deployment",
            "load",
            "--ignore-not-found",
            "--cascade=foreground",
            "--wait=true",
            "--timeout=180s")
        .text();
  }
}
