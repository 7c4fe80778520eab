package io.temper.workload;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the properties of one {@link Workload}. Mutable, for one thread. */
public final class WorkloadBuilder {
  final WorkloadId id;

  @Nullable
  Integer priority;

  @Nullable
  String priorityClassName;

  @Nullable
  ServiceClass serviceClass;

  CpuQuantity request = CpuQuantity.ZERO;

  @Nullable
  CpuQuantity limit;

  List<PartLimit> partLimits = List.of();

  @Nullable
  CgroupPath cgroup;

  @Nullable
  String nodeName;

  List<String> images = List.of();
  Map<String, String> annotations = Map.of();

  WorkloadBuilder(WorkloadId id) {
    this.id = id;
  }

  WorkloadBuilder(Workload from) {
    id = from.id();
    priority = from.priority().isPresent() ? from.priority().getAsInt() : null;
    priorityClassName = from.priorityClassName().orElse(null);
    serviceClass = from.serviceClass().orElse(null);
    request = from.request();
    limit = from.limit().orElse(null);
    partLimits = from.partLimits();
    cgroup = from.cgroup().orElse(null);
    nodeName = from.nodeName().orElse(null);
    images = from.images();
    annotations = from.annotations();
  }

  /**
   * Sets the priority number. Leave it out where nobody chose one on purpose.
   *
   * @param value any number; more is more important
   * @return this builder
   */
  public WorkloadBuilder priority(int value) {
    priority = value;
    return this;
  }

  /**
   * Sets the name of the priority class.
   *
   * @param value the name; not blank
   * @return this builder
   * @throws IllegalArgumentException if the name is blank
   */
  public WorkloadBuilder priorityClassName(String value) {
    priorityClassName = requireText(value, "priority class name");
    return this;
  }

  /**
   * Sets how firmly the resources are promised.
   *
   * @param value the class
   * @return this builder
   */
  public WorkloadBuilder serviceClass(ServiceClass value) {
    serviceClass = value;
    return this;
  }

  /**
   * Sets the effective CPU request. Without this call it is zero.
   *
   * @param value the request of all containers together
   * @return this builder
   */
  public WorkloadBuilder request(CpuQuantity value) {
    request = value;
    return this;
  }

  /**
   * Sets the effective CPU limit. Leave it out where any container is unlimited.
   *
   * @param value the limit of all containers together
   * @return this builder
   */
  public WorkloadBuilder limit(CpuQuantity value) {
    limit = value;
    return this;
  }

  /**
   * Sets the CPU limits of those parts that have one for themselves.
   *
   * @param value one for each such part
   * @return this builder
   */
  public WorkloadBuilder partLimits(List<PartLimit> value) {
    partLimits = value;
    return this;
  }

  /**
   * Sets the control group that holds all threads of the workload.
   *
   * @param value the path
   * @return this builder
   */
  public WorkloadBuilder cgroup(CgroupPath value) {
    cgroup = value;
    return this;
  }

  /**
   * Sets the node that the workload was placed on.
   *
   * @param value the node's name; not blank
   * @return this builder
   * @throws IllegalArgumentException if the name is blank
   */
  public WorkloadBuilder nodeName(String value) {
    nodeName = requireText(value, "node name");
    return this;
  }

  /**
   * Sets the container images.
   *
   * @param value image references
   * @return this builder
   */
  public WorkloadBuilder images(List<String> value) {
    images = value;
    return this;
  }

  /**
   * Sets the annotations.
   *
   * @param value values by key
   * @return this builder
   */
  public WorkloadBuilder annotations(Map<String, String> value) {
    annotations = value;
    return this;
  }

  /**
   * Returns the workload. The builder may be used further; what it made does not change.
   *
   * @return a new workload
   */
  public Workload build() {
    return new Workload(this);
  }

  private String requireText(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the " + what + " of " + id + " must not be blank");
    }
    return value;
  }
}
