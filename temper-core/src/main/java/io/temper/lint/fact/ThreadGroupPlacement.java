package io.temper.lint.fact;

import io.temper.workload.WorkloadId;
import org.jspecify.annotations.Nullable;

/**
 * A thread of an application that a profile puts into a layer of its own.
 *
 * @param workload the application
 * @param tid the kernel's number of the thread
 * @param thread the name of the thread, such as {@code C2 CompilerThre}
 * @param expected the layer that its group belongs to
 * @param observed the layer that it is in; null if that is not known
 */
public record ThreadGroupPlacement(
    WorkloadId workload,
    int tid,
    String thread,
    String expected,
    @Nullable String observed) {}
