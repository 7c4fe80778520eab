package io.temper.workload;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One unit that an orchestrator places on a node and that gets one CPU tier: a pod, an allocation, a
 * service. Immutable; made by {@link #builder(WorkloadId)}.
 *
 * <p>Request and limit are <em>effective</em>: what the adapter found to be granted, all containers
 * together.
 */
public final class Workload {
  private final WorkloadId id;
  private final @Nullable Integer priority;
  private final @Nullable String priorityClassName;
  private final @Nullable ServiceClass serviceClass;
  private final CpuQuantity request;
  private final @Nullable CpuQuantity limit;
  private final List<PartLimit> partLimits;
  private final @Nullable CgroupPath cgroup;
  private final @Nullable String nodeName;
  private final List<String> images;
  private final Map<String, String> annotations;

  Workload(WorkloadBuilder from) {
    id = from.id;
    priority = from.priority;
    priorityClassName = from.priorityClassName;
    serviceClass = from.serviceClass;
    request = from.request;
    limit = from.limit;
    partLimits = List.copyOf(from.partLimits);
    cgroup = from.cgroup;
    nodeName = from.nodeName;
    images = List.copyOf(from.images);
    annotations = Map.copyOf(from.annotations);
  }

  /**
   * Returns a builder of a workload that so far has nothing but its name.
   *
   * @param id names the workload
   * @return a new builder
   */
  public static WorkloadBuilder builder(WorkloadId id) {
    return new WorkloadBuilder(id);
  }

  /**
   * Returns a builder that starts as a copy of this workload.
   *
   * @return a new builder
   */
  public WorkloadBuilder toBuilder() {
    return new WorkloadBuilder(this);
  }

  /**
   * Returns what names this workload.
   *
   * @return the id
   */
  public WorkloadId id() {
    return id;
  }

  /**
   * Returns the priority number that somebody chose on purpose.
   *
   * @return the number; empty where nobody chose one, and then the service class decides the tier
   */
  public OptionalInt priority() {
    return priority == null ? OptionalInt.empty() : OptionalInt.of(priority);
  }

  /**
   * Returns the name of the priority class.
   *
   * @return the name; empty without a class
   */
  public Optional<String> priorityClassName() {
    return Optional.ofNullable(priorityClassName);
  }

  /**
   * Returns how firmly the resources are promised.
   *
   * @return the class; empty where the orchestrator has none
   */
  public Optional<ServiceClass> serviceClass() {
    return Optional.ofNullable(serviceClass);
  }

  /**
   * Returns the CPU time that the workload was promised.
   *
   * @return the request; {@link CpuQuantity#ZERO} without one
   */
  public CpuQuantity request() {
    return request;
  }

  /**
   * Returns the CPU time that the workload as a whole must not exceed.
   *
   * @return the limit; empty if any part of the workload is unlimited
   */
  public Optional<CpuQuantity> limit() {
    return Optional.ofNullable(limit);
  }

  /**
   * Returns the limits that parts of the workload have for themselves, whether or not it has one as a
   * whole.
   *
   * @return one for each part that has one, in the orchestrator's order; may be empty
   */
  public List<PartLimit> partLimits() {
    return partLimits;
  }

  /**
   * Tells whether a CPU limit can hold any of its threads: that of the whole, or of a part.
   *
   * @return false if there is none at all
   */
  public boolean isLimited() {
    return limit != null || !partLimits.isEmpty();
  }

  /**
   * Returns the control group that holds all threads of the workload.
   *
   * @return the path; empty while it is not known
   */
  public Optional<CgroupPath> cgroup() {
    return Optional.ofNullable(cgroup);
  }

  /**
   * Returns the node that the workload was placed on.
   *
   * @return the node's name; empty while the workload is not placed
   */
  public Optional<String> nodeName() {
    return Optional.ofNullable(nodeName);
  }

  /**
   * Returns the container images, in the orchestrator's order.
   *
   * @return image references; may be empty
   */
  public List<String> images() {
    return images;
  }

  /**
   * Returns the annotations.
   *
   * @return values by key; may be empty
   */
  public Map<String, String> annotations() {
    return annotations;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Workload that
        && id.equals(that.id)
        && Objects.equals(priority, that.priority)
        && Objects.equals(priorityClassName, that.priorityClassName)
        && serviceClass == that.serviceClass
        && request.equals(that.request)
        && Objects.equals(limit, that.limit)
        && partLimits.equals(that.partLimits)
        && Objects.equals(cgroup, that.cgroup)
        && Objects.equals(nodeName, that.nodeName)
        && images.equals(that.images)
        && annotations.equals(that.annotations);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Returns the name with what decides about the CPU, for messages. */
  @Override
  public String toString() {
    return id
        + "[priority="
        + (priority == null ? "none" : priority)
        + ", request="
        + request
        + ", limit="
        + (limit == null ? "none" : limit)
        + "]";
  }
}
