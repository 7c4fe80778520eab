/**
 * The units of systemd as workloads: found in the tree of control groups, which systemd names after them, with
 * what the files of a unit say of its tier. Asks neither systemd nor D-Bus.
 */
@NullMarked
package io.temper.agent.units;

import org.jspecify.annotations.NullMarked;
