package io.temper.nomad.watch;

import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds which control groups of Docker belong to which tasks. Nomad does not tell the number of a container, so
 * a process of each is asked what is mounted at {@code /local}: Nomad mounts the directory of the task there, of
 * which the name holds allocation and task. Any user may read that. For one thread.
 */
public final class DockerGroups implements Supplier<Map<TaskKey, CgroupPath>> {
  /** Where Docker puts containers, by its two drivers of control groups. */
  private static final List<CgroupPath> PARENTS =
      List.of(new CgroupPath("/system.slice"), new CgroupPath("/docker"));

  private static final Pattern CONTAINER =
      Pattern.compile("/system\\.slice/docker-[0-9a-f]{64}\\.scope|/docker/[0-9a-f]{64}");

  /** A container with a manager of services keeps its processes in groups of its own. */
  private static final int DEEPEST = 3;

  private final Path cgroupRoot;
  private final Path procRoot;
  private final Function<CgroupPath, List<CgroupPath>> children;

  /**
   * Creates a finder.
   *
   * @param cgroupRoot the mount point of cgroup v2
   * @param procRoot the mount point of procfs
   * @param children returns the groups right below one; on the node itself {@code CgroupTree::children}
   */
  public DockerGroups(
      Path cgroupRoot, Path procRoot, Function<CgroupPath, List<CgroupPath>> children) {
    this.cgroupRoot = cgroupRoot;
    this.procRoot = procRoot;
    this.children = children;
  }

  /**
   * Returns the groups of all tasks that are containers of Docker.
   *
   * @return the groups by task. A task that two containers claim to be has none: whoever may mount what he
   *     likes could claim to be another one
   */
  @Override
  public Map<TaskKey, CgroupPath> get() {
    Map<TaskKey, CgroupPath> found = new HashMap<>();
    Set<TaskKey> twice = new HashSet<>();
    for (CgroupPath parent : PARENTS) {
      for (CgroupPath group : children.apply(parent)) {
        if (CONTAINER.matcher(group.value()).matches()) {
          taskOf(group).ifPresent(task -> {
            if (found.put(task, group) != null) {
              twice.add(task);
            }
          });
        }
      }
    }
    found.keySet().removeAll(twice);
    return Map.copyOf(found);
  }

  private Optional<TaskKey> taskOf(CgroupPath group) {
    return processIn(cgroupRoot.resolve(group.value().substring(1)), 0)
        .flatMap(this::taskOfProcess);
  }

  /** A process that ends meanwhile is of no container. */
  private Optional<TaskKey> taskOfProcess(String process) {
    try (Stream<String> lines = Files.lines(procRoot.resolve(process).resolve("mountinfo"))) {
      return lines
          .flatMap(line -> MountLine.atLocal(line).stream())
          .findFirst()
          .flatMap(MountLine::task);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> processIn(Path directory, int depth) {
    try (Stream<String> lines = Files.lines(directory.resolve("cgroup.procs"))) {
      Optional<String> first =
          lines.filter(line -> line.matches("[1-9][0-9]{0,9}")).findFirst();
      if (first.isPresent()) {
        return first;
      }
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
    return depth == DEEPEST ? Optional.empty() : processBelow(directory, depth + 1);
  }

  private static Optional<String> processBelow(Path directory, int depth) {
    try (DirectoryStream<Path> below = Files.newDirectoryStream(directory, Files::isDirectory)) {
      for (Path each : below) {
        Optional<String> process = processIn(each, depth);
        if (process.isPresent()) {
          return process;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It went away.
    }
    return Optional.empty();
  }
}
