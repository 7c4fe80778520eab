package io.temper.agent.demo.node;

import io.temper.TemperException;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The cgroup file system where it is mounted.
 *
 * @param mount usually {@code /sys/fs/cgroup}
 */
public record MountedCgroups(Path mount) implements CgroupFiles {

  @Override
  public boolean exists(CgroupPath cgroup) {
    return Files.isDirectory(folder(cgroup));
  }

  @Override
  public void create(CgroupPath cgroup) {
    try {
      Files.createDirectory(folder(cgroup));
    } catch (IOException e) {
      throw refused("create", folder(cgroup), e);
    }
  }

  @Override
  public void remove(CgroupPath cgroup) {
    try {
      Files.deleteIfExists(folder(cgroup));
    } catch (IOException e) {
      throw refused("remove", folder(cgroup), e);
    }
  }

  @Override
  public Optional<String> read(CgroupPath cgroup, String file) {
    Path path = folder(cgroup).resolve(file);
    try {
      return Optional.of(Files.readString(path).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw refused("read", path, e);
    }
  }

  @Override
  public void write(CgroupPath cgroup, String file, String text) {
    Path path = folder(cgroup).resolve(file);
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw refused("write '" + text + "' to", path, e);
    }
  }

  @Override
  public String locate(CgroupPath cgroup, String file) {
    return folder(cgroup).resolve(file).toString();
  }

  private Path folder(CgroupPath cgroup) {
    return mount.resolve(cgroup.value().substring(1));
  }

  private static TemperException refused(String verb, Path path, IOException cause) {
    return new TemperException(
        "cannot " + verb + " " + path + ": " + cause.getMessage()
            + " (it takes root and a writable cgroup v2 file system)",
        cause);
  }
}
