package io.temper.json;

import static io.temper.json.Absent.require;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.temper.node.CpuSet;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import io.temper.profile.ThreadTreatment;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A layer as it is written. The rank follows from the rest and is there for readers; the treatment is left
 * out where the layer is for whole workloads.
 */
record LayerDto(
    String name,
    String role,
    int rank,
    String kind,
    String cpus,
    int weight,
    long sliceMicros,
    @JsonProperty("protected") boolean isProtected,
    boolean preempts,
    long requestedMillis,
    @Nullable Long ceilingMillis,
    @Nullable String treatment) {
  /** Refuses what is absent. */
  LayerDto {
    require("name", name);
    require("role", role);
    require("kind", kind);
    require("cpus", cpus);
  }

  private static final String CONFINED = "confined";
  private static final String GROUPED = "grouped";
  private static final String OPEN = "open";

  private static final long NANOS_PER_MICRO = 1000;

  static LayerDto of(Layer layer) {
    return new LayerDto(
        layer.name(),
        WireName.of(layer.role()),
        layer.rank(),
        kindOf(layer.kind()),
        layer.cpus().toString(),
        layer.weight(),
        layer.slice().toNanos() / NANOS_PER_MICRO,
        layer.isProtected(),
        layer.preempts(),
        layer.requested().millis(),
        layer.ceiling() == null ? null : layer.ceiling().millis(),
        layer.treatment() == ThreadTreatment.NORMAL ? null : layer.treatment().label());
  }

  Layer toDomain() {
    return new Layer(
        name,
        WireName.role(role),
        layerKind(),
        weight,
        Duration.ofNanos(sliceMicros * NANOS_PER_MICRO),
        isProtected,
        preempts,
        CpuQuantity.ofMillis(requestedMillis),
        ceilingMillis == null ? null : CpuQuantity.ofMillis(ceilingMillis),
        treatment == null ? ThreadTreatment.NORMAL : WireName.treatment(treatment));
  }

  private static String kindOf(LayerKind kind) {
    if (kind instanceof LayerKind.Confined) {
      return CONFINED;
    }
    return kind instanceof LayerKind.Grouped ? GROUPED : OPEN;
  }

  private LayerKind layerKind() {
    return switch (kind) {
      case CONFINED -> new LayerKind.Confined(CpuSet.parse(cpus));
      case GROUPED -> new LayerKind.Grouped(CpuSet.parse(cpus));
      case OPEN -> new LayerKind.Open();
      default -> throw new IllegalArgumentException("there is no kind of layer '" + kind + "'");
    };
  }
}
