/** Reads the host: topology from sysfs, cgroups, processes. Every reader takes a root directory. */
@NullMarked
package io.temper.linux;

import org.jspecify.annotations.NullMarked;
