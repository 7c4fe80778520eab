package io.temper.k8s;

import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the parts of a pod object. Fields that mean nothing here are passed over unread. */
final class PodFactsReader {
  private final DocumentReader in;

  PodFactsReader(DocumentReader in) {
    this.in = in;
  }

  /** Reads one value of the metadata, or passes over it. */
  void readMetadata(String key, PodFactsBuilder pod) {
    switch (key) {
      case "name" -> pod.name = in.text(key);
      case "generateName" -> pod.generateName = in.text(key);
      case "namespace" -> pod.namespace = in.text(key);
      case "uid" -> pod.uid = in.text(key);
      case "resourceVersion" -> pod.resourceVersion = in.text(key);
      case "annotations" -> {
        pod.annotationsLine = in.keyPosition().line();
        pod.annotations = textMap(key);
      }
      case "deletionTimestamp" -> pod.terminating = in.text(key) != null;
      default -> in.skip();
    }
  }

  void readSpec(PodFactsBuilder pod) {
    if (!in.enterObject("spec")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      readSpec(key, pod);
    }
  }

  /** Reads one value of the specification, or passes over it. */
  void readSpec(String key, PodFactsBuilder pod) {
    switch (key) {
      case "nodeName" -> pod.nodeName = in.text(key);
      case "priority" -> {
        pod.priorityLine = pod.priorityLine == 0 ? in.keyPosition().line() : pod.priorityLine;
        pod.priority = in.text(key);
      }
      case "priorityClassName" -> {
        pod.priorityLine = in.keyPosition().line();
        pod.priorityClassName = in.text(key);
      }
      case "overhead" -> pod.overhead = textMap(key);
      case "resources" -> {
        pod.resourcesLine = in.keyPosition().line();
        pod.specified = resources();
      }
      case "containers" -> pod.containers = containers(key, pod);
      case "initContainers" -> {
        var init = new PodFactsBuilder();
        pod.initContainers = containers(key, init);
        pod.resourcesLineByContainer.putAll(init.resourcesLineByContainer);
      }
      default -> in.skip();
    }
  }

  void readStatus(PodFactsBuilder pod) {
    if (!in.enterObject("status")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "phase" -> pod.phase = in.text(key);
        case "qosClass" -> pod.qosClass = in.text(key);
        case "resources" -> pod.actual = resources();
        case "allocatedResources" -> pod.allocated = textMap(key);
        case "containerStatuses", "initContainerStatuses" -> readContainerStatuses(key, pod);
        default -> in.skip();
      }
    }
  }

  private List<ContainerFacts> containers(String what, PodFactsBuilder pod) {
    List<ContainerFacts> containers = new ArrayList<>();
    if (in.enterArray(what)) {
      while (in.nextItem()) {
        containers.add(container(pod));
      }
    }
    return containers;
  }

  private ContainerFacts container(PodFactsBuilder pod) {
    pod.containerLine = firstOf(pod.containerLine, in.position());
    String name = "";
    String image = "";
    boolean restartsAlways = false;
    ResourceFacts resources = ResourceFacts.NONE;
    int resourcesLine = 0;
    if (in.enterObject("a container")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        switch (key) {
          case "name" -> name = Objects.requireNonNullElse(in.text(key), "");
          case "image" -> image = Objects.requireNonNullElse(in.text(key), "");
          case "restartPolicy" -> restartsAlways = "Always".equals(in.text(key));
          case "resources" -> {
            resourcesLine = in.keyPosition().line();
            pod.resourcesLine = firstOf(pod.resourcesLine, in.keyPosition());
            resources = resources();
          }
          default -> in.skip();
        }
      }
    }
    if (resourcesLine > 0) {
      pod.resourcesLineByContainer.put(name, resourcesLine);
    }
    return new ContainerFacts(name, image, restartsAlways, resources, GrantedFacts.NONE, "");
  }

  private static int firstOf(int known, Position next) {
    return known == 0 ? next.line() : known;
  }

  private void readContainerStatuses(String what, PodFactsBuilder pod) {
    if (in.enterArray(what)) {
      while (in.nextItem()) {
        readContainerStatus(pod);
      }
    }
  }

  private void readContainerStatus(PodFactsBuilder pod) {
    String name = "";
    String id = "";
    ResourceFacts actual = ResourceFacts.NONE;
    Map<String, String> allocated = Map.of();
    if (in.enterObject("a container status")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        switch (key) {
          case "name" -> name = Objects.requireNonNullElse(in.text(key), "");
          case "resources" -> actual = resources();
          case "allocatedResources" -> allocated = textMap(key);
          case "containerID" -> id = Objects.requireNonNullElse(in.text(key), "");
          default -> in.skip();
        }
      }
    }
    pod.idByContainer.put(name, PodFactsBuilder.bareId(id));
    pod.grantedByContainer.put(name, new GrantedFacts(actual, allocated));
  }

  private ResourceFacts resources() {
    Map<String, String> requests = Map.of();
    Map<String, String> limits = Map.of();
    boolean given = in.enterObject("resources");
    if (given) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        switch (key) {
          case "requests" -> requests = textMap(key);
          case "limits" -> limits = textMap(key);
          default -> in.skip();
        }
      }
    }
    return new ResourceFacts(given, requests, limits);
  }

  /** Reads an object whose values are all text; a null counts as an absent key. */
  Map<String, String> textMap(String what) {
    Map<String, String> map = new HashMap<>();
    if (in.enterObject(what)) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        String value = in.text(key);
        if (value != null) {
          map.put(key, value);
        }
      }
    }
    return map;
  }
}
