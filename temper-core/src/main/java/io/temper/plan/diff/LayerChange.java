package io.temper.plan.diff;

import io.temper.node.CpuSet;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import io.temper.plan.LayerRole;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What differs in the layers of two plans. The kernel needs its whole configuration anew. */
public sealed interface LayerChange extends PlanChange {

  /**
   * Returns the layer that it is about.
   *
   * @return its name
   */
  String layer();

  @Override
  default Reach reach() {
    return Reach.SHAPE;
  }

  /**
   * There is a layer that was not there.
   *
   * @param layer its name
   * @param kind which CPUs it may run on
   */
  record LayerAdded(String layer, LayerKind kind) implements LayerChange {
    @Override
    public String sentence() {
      return "Layer " + layer + " is new: " + kind.phrase() + ".";
    }
  }

  /**
   * A layer is not there any more.
   *
   * @param layer its name
   * @param kind which CPUs it could run on
   */
  record LayerRemoved(String layer, LayerKind kind) implements LayerChange {
    @Override
    public String sentence() {
      return "Layer " + layer + " is gone: it was " + kind.phrase() + ".";
    }
  }

  /**
   * A layer owns CPUs now, or no longer, or likes all alike.
   *
   * @param layer its name
   * @param before which CPUs it could run on
   * @param after which CPUs it may run on
   */
  record KindChanged(String layer, LayerKind before, LayerKind after) implements LayerChange {
    @Override
    public String sentence() {
      return "Layer " + layer + " was " + before.phrase() + ", and becomes " + after.phrase() + ".";
    }
  }

  /**
   * A layer of the same kind owns or prefers other CPUs.
   *
   * @param layer its name
   * @param gained CPUs that it did not have
   * @param lost CPUs that it no longer has
   */
  record CpusChanged(String layer, CpuSet gained, CpuSet lost) implements LayerChange {
    @Override
    public String sentence() {
      String gains = gained.isEmpty() ? "" : " gains " + gained.phrase();
      String loses = lost.isEmpty() ? "" : " loses " + lost.phrase();
      return "Layer " + layer + gains + (gains.isEmpty() || loses.isEmpty() ? "" : " and") + loses
          + ".";
    }
  }

  /**
   * The share of a layer changes.
   *
   * @param layer its name
   * @param before its weight before
   * @param after its weight after
   */
  record WeightChanged(String layer, int before, int after) implements LayerChange {
    @Override
    public String sentence() {
      return "The weight of layer " + layer + " goes from " + before + " to " + after + ".";
    }
  }

  /**
   * The time that a thread of a layer runs changes.
   *
   * @param layer its name
   * @param before its slice before
   * @param after its slice after
   */
  record SliceChanged(String layer, Duration before, Duration after) implements LayerChange {
    @Override
    public String sentence() {
      return "The slice of layer " + layer + " goes from " + micros(before) + " to " + micros(after)
          + " us.";
    }

    private static long micros(Duration slice) {
      return slice.toNanos() / 1000;
    }
  }

  /**
   * The most that a layer may use in all changes.
   *
   * @param layer its name
   * @param before its ceiling before; null for none
   * @param after its ceiling after; null for none
   */
  record CeilingChanged(
      String layer, @Nullable CpuQuantity before, @Nullable CpuQuantity after)
      implements LayerChange {
    @Override
    public String sentence() {
      return "The ceiling of layer " + layer + " goes from " + text(before) + " to " + text(after)
          + ".";
    }

    private static String text(@Nullable CpuQuantity ceiling) {
      return ceiling == null ? "none" : ceiling.phrase();
    }
  }

  /**
   * A layer has another role, and with it another rank, or other rights.
   *
   * @param layer its name
   * @param role what it is for after the change
   * @param rank who may preempt whom after the change: {@link Layer#rank()}
   * @param isProtected whether lower ranks keep off its preferred CPUs
   * @param preempts whether its wake-ups take a CPU from lower ranks
   */
  record RightsChanged(
      String layer, LayerRole role, int rank, boolean isProtected, boolean preempts)
      implements LayerChange {
    @Override
    public String sentence() {
      return "Layer " + layer + " has rank " + rank + " now, is "
          + (isProtected ? "protected" : "not protected") + " and "
          + (preempts ? "preempts lower ranks." : "preempts nobody.");
    }
  }
}
