package io.temper.agent.report;

/**
 * Which Temper this is.
 *
 * @param version the version of the agent, as its build file says
 * @param commit the commit it was built from; "unknown" outside a checkout
 * @param java the Java version it runs on
 */
public record VersionReport(String version, String commit, String java) {}
