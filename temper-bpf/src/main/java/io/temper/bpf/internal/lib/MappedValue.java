package io.temper.bpf.internal.lib;

import com.sun.jna.Pointer;

/**
 * Memory that libbpf owns.
 *
 * @param address where it starts
 * @param size how many bytes it has
 */
public record MappedValue(Pointer address, long size) {}
