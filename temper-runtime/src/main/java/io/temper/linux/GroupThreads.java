package io.temper.linux;

import io.temper.runtime.placement.ThreadReader;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the threads of control groups and their names: one file for each group, and one for each name.
 *
 * @param tree the tree of the groups
 * @param procRoot the mount point of proc, or a copy of it
 */
public record GroupThreads(CgroupTree tree, Path procRoot) implements ThreadReader {

  @Override
  public List<Integer> threadsIn(CgroupPath group) {
    return tree.reader().threadIds(group);
  }

  @Override
  public Optional<String> nameOf(int tid) {
    return KernelFile.text(procRoot.resolve(tid + "/comm")).map(GroupThreads::withoutNewline);
  }

  @Override
  public String commandOf(int tid) {
    return KernelFile.text(procRoot.resolve(tid + "/cmdline"))
        .map(text -> text.replace('\0', ' ').stripTrailing())
        .orElse("");
  }

  /** A name may end with spaces, or hold newlines of its own. */
  private static String withoutNewline(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
