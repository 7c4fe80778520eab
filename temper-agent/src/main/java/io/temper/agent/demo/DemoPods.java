package io.temper.agent.demo;

import io.temper.TemperException;
import io.temper.k8s.PodListReader;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The demo's pods, read from a list as kubectl prints it. */
final class DemoPods {
  static final String RESOURCE = "demo-pods.yaml";
  static final String NODE = "demo";
  static final String SERVICE = "redis";
  static final String CLIENT = "redis-client";
  static final String GUEST = "api";
  static final String BYSTANDER = "web";
  static final String CHANGING_BATCH = "encode";
  static final String STEADY_BATCH = "hash";

  private DemoPods() {}

  /** Reads the list. */
  static WorkloadSet read() {
    try (InputStream in =
        Objects.requireNonNull(DemoPods.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return PodListReader.read(RESOURCE, in).workloadsOn(NODE);
    } catch (IOException e) {
      throw new TemperException("cannot read " + RESOURCE, e);
    }
  }

  /** Returns the pod called {@code name}. */
  static Workload named(WorkloadSet pods, String name) {
    return pods.stream()
        .filter(w -> w.id().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(RESOURCE + " has no pod " + name));
  }
}
