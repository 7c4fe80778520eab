/**
 * Boots real kernels with sched_ext and runs commands and kernel tests in them. {@link
 * io.temper.lab.LabSetup} obtains what a machine needs, {@link io.temper.lab.vm.LabVm} boots it,
 * {@link io.temper.lab.Lab} is the command line.
 */
@NullMarked
package io.temper.lab;

import org.jspecify.annotations.NullMarked;
