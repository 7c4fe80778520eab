package io.temper.json;

import org.jspecify.annotations.Nullable;

/** One CPU in a topology document; what is null was left out. */
record CpuDto(
    @Nullable Integer id,
    @Nullable String siblings,
    @Nullable String cache,
    @Nullable Integer numaNode,
    @Nullable Integer socket,
    @Nullable Integer capacity) {}
