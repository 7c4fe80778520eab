/**
 * Beside stage 1 of 7. Reads the host: topology from sysfs, control groups from cgroup v2, threads and
 * pressure from proc. In: files of the kernel, below a root that every reader takes as an argument.
 * Out: {@link io.temper.node.NodeTopology}, cgroup ids, and values of this package. What vanishes while
 * it is read is left out. Sees neither JSON nor an orchestrator.
 */
@NullMarked
@EvolvingApi
package io.temper.linux;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;
