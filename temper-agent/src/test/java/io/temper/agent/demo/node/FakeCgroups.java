package io.temper.agent.demo.node;

import io.temper.TemperException;
import io.temper.workload.CgroupPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A cgroup file system in memory that obeys at once, and refuses a path when a test says so. */
public final class FakeCgroups implements CgroupFiles {
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<CgroupPath, Boolean> groups = new LinkedHashMap<>();
  private String refused = "nothing";

  /** Makes an empty tree. */
  public FakeCgroups() {
    groups.put(new CgroupPath("/"), true);
  }

  /** Makes everything fail whose path or text contains {@code part}. */
  public void refuse(String part) {
    refused = part;
  }

  /** Returns the paths of all groups but the root. */
  public java.util.List<String> groups() {
    return groups.keySet().stream()
        .map(CgroupPath::value)
        .filter(p -> !p.equals("/"))
        .toList();
  }

  /** Returns what was last written to a file. */
  public String written(String path) {
    return files.getOrDefault(path, "(nothing)");
  }

  @Override
  public boolean exists(CgroupPath cgroup) {
    return groups.containsKey(cgroup);
  }

  @Override
  public void create(CgroupPath cgroup) {
    check(cgroup.value());
    String parent = cgroup.value().substring(0, cgroup.value().lastIndexOf('/'));
    if (!exists(new CgroupPath(parent.isEmpty() ? "/" : parent)) || exists(cgroup)) {
      throw new TemperException("cannot create " + cgroup);
    }
    groups.put(cgroup, true);
  }

  @Override
  public void remove(CgroupPath cgroup) {
    boolean hasChildren =
        groups.keySet().stream().anyMatch(g -> !g.equals(cgroup) && g.isWithin(cgroup));
    if (hasChildren) {
      throw new TemperException("cannot remove " + cgroup + ": it has children");
    }
    groups.remove(cgroup);
  }

  @Override
  public Optional<String> read(CgroupPath cgroup, String file) {
    if (file.equals("cgroup.events")) {
      String frozen = files.getOrDefault(cgroup + "/cgroup.freeze", "0");
      return Optional.of("populated 0\nfrozen " + frozen);
    }
    return Optional.ofNullable(files.get(cgroup + "/" + file));
  }

  @Override
  public void write(CgroupPath cgroup, String file, String text) {
    check(cgroup + "/" + file + " " + text);
    if (!exists(cgroup)) {
      throw new TemperException(cgroup + " does not exist");
    }
    files.put(cgroup + "/" + file, text);
  }

  @Override
  public String locate(CgroupPath cgroup, String file) {
    return "/fake" + cgroup + "/" + file;
  }

  private void check(String path) {
    if (path.contains(refused)) {
      throw new TemperException("refused: " + path);
    }
  }
}
