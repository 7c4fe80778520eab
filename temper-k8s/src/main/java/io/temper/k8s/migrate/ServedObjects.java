package io.temper.k8s.migrate;

import io.temper.k8s.api.ApiAnswer;
import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.JsonEvents;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads the objects of a cluster that may have old names, kind by kind, a page at a time. No Secret. */
final class ServedObjects {
  private static final String METADATA =
      ApiServer.JSON + ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final int PAGE = 500;

  private static final List<Kind> KINDS = List.of(
      new Kind("Node", "/api/v1/nodes", METADATA),
      new Kind("Namespace", "/api/v1/namespaces", METADATA),
      new Kind("PriorityClass", "/apis/scheduling.k8s.io/v1/priorityclasses", ApiServer.JSON),
      new Kind("ResourceQuota", "/api/v1/resourcequotas", ApiServer.JSON),
      new Kind("DaemonSet", "/apis/apps/v1/daemonsets", ApiServer.JSON),
      new Kind("Deployment", "/apis/apps/v1/deployments", ApiServer.JSON),
      new Kind("StatefulSet", "/apis/apps/v1/statefulsets", ApiServer.JSON),
      new Kind("ReplicaSet", "/apis/apps/v1/replicasets", ApiServer.JSON),
      new Kind("ReplicationController", "/api/v1/replicationcontrollers", ApiServer.JSON),
      new Kind("Job", "/apis/batch/v1/jobs", ApiServer.JSON),
      new Kind("CronJob", "/apis/batch/v1/cronjobs", ApiServer.JSON),
      new Kind("Pod", "/api/v1/pods", ApiServer.JSON),
      new Kind("ConfigMap", "/api/v1/configmaps", ApiServer.JSON),
      new Kind(
          "CustomResourceDefinition",
          "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
          METADATA),
      new Kind("PrometheusRule", "/apis/monitoring.coreos.com/v1/prometheusrules", ApiServer.JSON),
      new Kind("ServiceMonitor", "/apis/monitoring.coreos.com/v1/servicemonitors", ApiServer.JSON),
      new Kind("PodMonitor", "/apis/monitoring.coreos.com/v1/podmonitors", ApiServer.JSON));

  private final ApiServer server;
  private final Consumer<ClusterObject> take;
  private final List<String> unchecked = new ArrayList<>();

  private record Kind(String name, String path, String accept) {
    String plural() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  private ServedObjects(ApiServer server, Consumer<ClusterObject> take) {
    this.server = server;
    this.take = take;
  }

  /**
   * Reads them all.
   *
   * @return what could not be read, and why, a sentence each; a kind that the cluster does not have is none
   * @throws ApiException if the API server cannot be asked at all
   */
  static List<String> read(ApiServer server, Consumer<ClusterObject> take) {
    var objects = new ServedObjects(server, take);
    KINDS.forEach(objects::readKind);
    return objects.unchecked;
  }

  private void readKind(Kind kind) {
    try {
      String next = "";
      do {
        next = readPage(kind, next);
      } while (!next.isEmpty());
    } catch (ApiException e) {
      if (e.isForbidden()) {
        unchecked.add(kind.plural()
            + ": no right to list them in all namespaces; let whoever runs this" + " do that");
      } else if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  /** Returns from where the next page goes on; empty after the last. */
  private String readPage(Kind kind, String from) {
    String path = kind.path() + "?limit=" + PAGE
        + (from.isEmpty() ? "" : "&continue=" + URLEncoder.encode(from, StandardCharsets.UTF_8));
    String task = "list " + kind.plural();
    try (ApiAnswer answer = server.get(task, path, kind.accept(), SILENCE)) {
      return readItems(kind, answer.body());
    }
  }

  private String readItems(Kind kind, InputStream body) {
    String next = "";
    try (var in = new DocumentReader(kind.plural(), new JsonEvents(kind.plural(), body))) {
      if (in.nextDocument() && in.enterObject("the list")) {
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
          switch (key) {
            case "metadata" -> next = continueIn(in);
            case "items" -> {
              if (in.enterArray(key)) {
                while (in.nextItem()) {
                  take.accept(ClusterObject.read(in, kind.name()));
                }
              }
            }
            default -> in.skip();
          }
        }
      }
    }
    return next;
  }

  private static String continueIn(DocumentReader in) {
    String next = "";
    if (in.enterObject("metadata")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        if (key.equals("continue")) {
          next = Objects.requireNonNullElse(in.text(key), "");
        } else {
          in.skip();
        }
      }
    }
    return next;
  }
}
