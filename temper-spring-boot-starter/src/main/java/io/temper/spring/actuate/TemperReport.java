package io.temper.spring.actuate;

import io.temper.spi.ProbeResult.Finding;
import io.temper.spring.threads.PlacedPool;
import java.util.List;

/**
 * What {@code /actuator/temper} answers.
 *
 * @param mode what the application has Temper for
 * @param active whether the starter does anything
 * @param state what Temper does now, as a stable name
 * @param reason why
 * @param findings what keeps the starter from being active; empty if it is
 * @param placement where the plan has this process
 * @param groups the groups that threads are in now
 * @param pools the pools that were put into groups
 * @param cpu what bounds the CPU time of this process
 */
public record TemperReport(
    String mode,
    boolean active,
    String state,
    String reason,
    List<Finding> findings,
    Placement placement,
    List<LiveGroup> groups,
    List<PlacedPool> pools,
    CpuFacts cpu) {}
