package io.temper.profile;

/**
 * The group that a thread was found to be in.
 *
 * @param name the name of the group
 * @param treatment how it is treated
 */
public record PlacedGroup(String name, ThreadTreatment treatment) {}
