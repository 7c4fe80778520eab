/**
 * Beside stage 1 of 7. Reads the host: topology from sysfs, control groups from cgroup v2. In: files
 * of the kernel, below a root that every reader takes as an argument. Out: {@link
 * io.temper.node.NodeTopology} and cgroup ids. Sees neither JSON nor an orchestrator.
 */
@NullMarked
package io.temper.linux;

import org.jspecify.annotations.NullMarked;
