package io.temper.k8s.migrate;

/**
 * An old name that was found, and the one that takes its place.
 *
 * @param what of what it is the name, such as {@code annotation}
 * @param old as it was found
 * @param now as it should be; empty if nothing takes its place
 */
public record Rename(String what, String old, String now) {}
