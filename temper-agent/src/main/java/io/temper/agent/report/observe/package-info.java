/**
 * What runs on this host, as its kernel and the attached scheduler tell it: control groups, layers
 * and single threads, at one moment or between two.
 */
@NullMarked
package io.temper.agent.report.observe;

import org.jspecify.annotations.NullMarked;
