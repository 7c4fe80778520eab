package io.temper.agent.report.advice;

import io.temper.lint.LintReport;

/**
 * What was linted at once.
 *
 * @param node the node that its plan is for; empty for what concerns no node, and for this one
 * @param report what became of the rules
 */
public record LintPart(String node, LintReport report) {}
