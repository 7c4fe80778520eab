package io.temper.agent.report.explain;

import io.temper.agent.report.observe.GroupedThread;
import io.temper.agent.report.observe.HostFacts;

/**
 * Where a control group is, and why: by the running agent and by the kernel.
 *
 * @param agent what the agent says
 * @param host what the kernel says
 * @param thread how the thread that was asked about is told apart; unknown if a group was
 */
public record ExplainedCgroup(CgroupExplanation agent, HostFacts host, GroupedThread thread) {}
