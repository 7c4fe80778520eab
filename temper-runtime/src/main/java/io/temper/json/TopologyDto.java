package io.temper.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topology document as it is written. */
record TopologyDto(
    String apiVersion,
    String kind,
    List<CpuDto> cpus,
    @Nullable String offline) {}
