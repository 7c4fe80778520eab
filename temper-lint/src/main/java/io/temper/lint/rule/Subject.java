package io.temper.lint.rule;

import io.temper.plan.Layer;
import io.temper.workload.WorkloadId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says something about.
 *
 * @param kind what it is
 * @param name what it is called: stable from sample to sample, and what suppressions match
 * @param workload the workload; null for all else
 */
public record Subject(Kind kind, String name, @Nullable WorkloadId workload)
    implements Comparable<Subject> {
  /** The node, or the whole list of workloads, where there is nothing narrower to name. */
  public static final Subject ALL = new Subject(Kind.NODE, "node", null);

  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::kind).thenComparing(Subject::name);

  /** What a subject can be. */
  public enum Kind {
    /** A node. */
    NODE,
    /** A workload. */
    WORKLOAD,
    /** A layer of the plan. */
    LAYER,
    /** A thread or process that belongs to no workload. */
    PROCESS,
    /** An event of the kernel. */
    EVENT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /**
     * Returns the name that users read.
     *
     * @return lower case
     */
    public String label() {
      return label;
    }

    /**
     * Returns the kind with a label.
     *
     * @param label the label
     * @return the kind; empty if there is none of that name
     */
    public static Optional<Kind> ofLabel(String label) {
      for (Kind kind : values()) {
        if (kind.label.equals(label)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Returns a workload.
   *
   * @param id the workload
   * @return a subject called {@code namespace/name}
   */
  public static Subject of(WorkloadId id) {
    return new Subject(Kind.WORKLOAD, id.toString(), id);
  }

  /**
   * Returns a layer.
   *
   * @param layer the layer
   * @return a subject called like it
   */
  public static Subject of(Layer layer) {
    return named(Kind.LAYER, layer.name());
  }

  /**
   * Returns what is no workload.
   *
   * @param kind what it is
   * @param name what it is called
   * @return a subject
   */
  public static Subject named(Kind kind, String name) {
    return new Subject(kind, name, null);
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }

  /** Returns kind and name: {@code workload shop/web}. */
  @Override
  public String toString() {
    return kind == Kind.NODE ? name : kind.label() + " " + name;
  }
}
