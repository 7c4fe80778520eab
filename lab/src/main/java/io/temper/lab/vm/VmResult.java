package io.temper.lab.vm;

import java.time.Duration;

/**
 * How a command in a virtual machine ended.
 *
 * @param exitCode the command's exit code, 0 to 255; 128 and more if a signal ended it
 * @param took from the start of QEMU to its end
 */
public record VmResult(int exitCode, Duration took) {}
