package io.temper.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types commands at the root of the tree, with Helm on the path. */
record Shell(Map<String, String> variables) {

  ProgramRun type(String command) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("PATH", Chart.program().getParent() + ":" + System.getenv("PATH"));
    return ProgramRun.of(Chart.ROOT, all, List.of("/bin/sh", "-c", command));
  }
}
