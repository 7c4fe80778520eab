package io.temper.agent.demo.report;

/**
 * A ratio of medians.
 *
 * @param id name in the file
 * @param label what is divided by what
 * @param value the ratio
 * @param low lower end of the 95 % bootstrap interval
 * @param high upper end of the 95 % bootstrap interval
 * @param rounds rounds that both were measured in
 */
public record RatioFigure(
    String id, String label, double value, double low, double high, int rounds) {}
