package io.temper.nomad;

/**
 * What of a job decides about its tasks.
 *
 * @param namespace that it belongs to
 * @param type {@code service}, {@code batch}, {@code system} or {@code sysbatch}, as Nomad says it. It says
 *     where allocations are placed and how often, and nothing about the CPU
 * @param priority from 1 on; Nomad lets jobs have up to 100, and more where its servers are told to
 */
public record NomadJob(String namespace, String type, int priority) {}
