package io.temper.json;

import io.temper.node.CpuSet;
import io.temper.plan.Decision;
import io.temper.plan.LayerKind;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.WorkloadId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects the fields of one change. What differs is in its parts {@code before} and {@code after}; what
 * there is none of is left out. Mutable, for one thread.
 */
final class PlanChangeFields {
  private final ObjectNode node;

  PlanChangeFields() {
    this(JsonNodeFactory.instance.objectNode());
  }

  private PlanChangeFields(ObjectNode node) {
    this.node = node;
  }

  ObjectNode node() {
    return node;
  }

  /** The part for the state before. */
  PlanChangeFields before() {
    return new PlanChangeFields(node.withObjectProperty("before"));
  }

  /** The part for the state after. */
  PlanChangeFields after() {
    return new PlanChangeFields(node.withObjectProperty("after"));
  }

  PlanChangeFields put(String field, String value) {
    node.put(field, value);
    return this;
  }

  PlanChangeFields put(String field, int value) {
    node.put(field, value);
    return this;
  }

  PlanChangeFields put(String field, boolean value) {
    node.put(field, value);
    return this;
  }

  PlanChangeFields put(String field, CpuSet value) {
    return put(field, value.toString());
  }

  PlanChangeFields put(String field, Duration value) {
    node.put(field, value.toNanos() / 1000);
    return this;
  }

  PlanChangeFields put(String field, @Nullable CpuQuantity value) {
    if (value != null) {
      node.put(field, value.millis());
    }
    return this;
  }

  PlanChangeFields put(String field, @Nullable CgroupPath value) {
    return value == null ? this : put(field, value.value());
  }

  PlanChangeFields kind(LayerKind kind) {
    return put("kind", kind.label()).put("cpus", kind.preferredCpus());
  }

  PlanChangeFields workload(WorkloadId id) {
    node.set("workload", JsonCodec.MAPPER.valueToTree(WorkloadIdDto.of(id)));
    return this;
  }

  PlanChangeFields decision(String field, Decision decision) {
    node.set(field, JsonCodec.MAPPER.valueToTree(DecisionDto.of(decision)));
    return this;
  }
}
