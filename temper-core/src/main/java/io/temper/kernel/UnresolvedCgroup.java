package io.temper.kernel;

import io.temper.workload.CgroupPath;
import org.jspecify.annotations.Nullable;

/**
 * A member of the plan whose control group could not be found: its threads stay in the layer of the
 * nearest known ancestor, else in the default layer, until a later configuration finds it.
 *
 * @param subject the workload, or the control group of the host
 * @param layer the layer that it was planned for
 * @param path where it was looked for; null if the workload names no control group
 */
public record UnresolvedCgroup(
    String subject, String layer, @Nullable CgroupPath path) {}
