package io.temper.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Groups that are read anew each time. */
final class ReadGroups implements GroupDirectories {

  @Override
  public List<Path> in(Path directory, Predicate<String> wanted) {
    return KernelDirectory.subdirectories(directory, wanted);
  }

  @Override
  public OptionalLong numberOf(Path directory) {
    return number(directory, LinkOption.NOFOLLOW_LINKS);
  }

  static OptionalLong number(Path directory, LinkOption... links) {
    try {
      // Both in one system call: there may be thousands of groups.
      Map<String, Object> attributes =
          Files.readAttributes(directory, "unix:ino,isDirectory", links);
      return Boolean.TRUE.equals(attributes.get("isDirectory"))
              && attributes.get("ino") instanceof Long number
          ? OptionalLong.of(number)
          : OptionalLong.empty();
    } catch (IOException e) {
      if (KernelFile.isGone(directory, e)) {
        return OptionalLong.empty();
      }
      throw KernelFile.refused(directory, e);
    }
  }
}
