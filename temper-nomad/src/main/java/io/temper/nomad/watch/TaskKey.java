package io.temper.nomad.watch;

/**
 * Names a task on a node.
 *
 * @param allocation the id of the allocation
 * @param task its name there
 */
public record TaskKey(String allocation, String task) {}
