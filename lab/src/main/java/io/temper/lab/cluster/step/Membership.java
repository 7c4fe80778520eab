package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which control group is in which layer, as the scheduler in the kernel has it: read from its maps with the kernel's
 * own tool, past the agent.
 */
final class Membership {
  private static final Pattern MEMBER =
      Pattern.compile("\"cgroup_id\": ?(\\d+),\\s*\"layer\": ?(\\d+)");

  private Membership() {}

  /** Returns the number of the layer of each member, by the inode of its control group. */
  static Map<Long, Integer> read(NodeShell shell) {
    // Two maps take turns; their elements know whether they are in use by the inode that they repeat.
    String dump = shell
        .run("for id in $(bpftool map list -j | sed 's/},{/}\\n{/g' | grep '\"type\":\"hash\"' | grep '\"bytes_key\":8' |"
            + " grep '\"bytes_value\":16' | sed 's/.*\"id\":\\([0-9]*\\).*/\\1/'); do"
            + " bpftool map dump id $id; done")
        .text();
    Map<Long, Integer> layers = new TreeMap<>();
    Matcher matcher = MEMBER.matcher(dump);
    while (matcher.find()) {
      layers.put(Long.valueOf(matcher.group(1)), Integer.valueOf(matcher.group(2)));
    }
    return layers;
  }
}
