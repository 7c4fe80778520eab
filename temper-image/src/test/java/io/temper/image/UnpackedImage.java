package io.temper.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temper.testkit.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The tree of an image, and programs in it as a cluster would run them: as the image's user, with nothing of
 * this machine in sight but its kernel, and with a root file system that cannot be written to.
 *
 * @param root the tree
 * @param given a folder that programs see as {@code /run/temper}
 */
record UnpackedImage(Path root, Path given) {
  /** Mounts are of this one shell and its child, and end with them. */
  private static final String SCRIPT = """
      root=$1 given=$2
      shift 2
      mount --bind "$root" "$root"
      mount -o remount,bind,ro "$root"
      mount -t proc proc "$root/proc"
      mount --rbind /sys "$root/sys"
      mount --rbind /dev "$root/dev"
      # Where the machine has it beside version 1, as no node has.
      [ -e /sys/fs/cgroup/cgroup.controllers ] || mount -t cgroup2 none "$root/sys/fs/cgroup"
      mount --bind "$given" "$root/run/temper"
      mount -o remount,bind,ro "$root/run/temper"
      exec chroot --userspec=65532:65532 --groups= "$root" "$@"
      """;

  /** Unpacks this machine's image, or skips the test; also if its base is given, since that may have links. */
  static UnpackedImage in(Path folder) throws IOException {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "SKIPPED: nobody has run the image, since only root may change the root directory");
    var architecture = Architecture.ofThisJvm();
    assumeTrue(architecture.isPresent(), "SKIPPED: no image is built for this machine");
    var image = BuiltImage.allOurs(architecture.orElseThrow());
    Path root = Files.createDirectories(folder.resolve("root"));
    for (TarEntry entry : image.entries()) {
      unpack(entry, root.resolve(entry.name()));
    }
    return new UnpackedImage(root, Files.createDirectories(folder.resolve("given")));
  }

  private static void unpack(TarEntry entry, Path path) throws IOException {
    if (!entry.isFile()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    Files.write(path, entry.content());
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(entry.isExecutable() ? "rwxr-xr-x" : "rw-r--r--"));
    Files.setLastModifiedTime(path, FileTime.from(entry.seconds(), TimeUnit.SECONDS));
  }

  /** Runs its entry point. */
  ProgramRun temper(String... words) {
    var command = new ArrayList<>(List.of("/opt/temper/bin/temper"));
    command.addAll(List.of(words));
    return run(Map.of(), command);
  }

  ProgramRun run(Map<String, String> variables, List<String> program) {
    var command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-euc", SCRIPT, "sh"));
    command.addAll(List.of(root.toString(), given.toString()));
    command.addAll(program);
    return ProgramRun.in(
        Path.of("."),
        environment -> {
          environment.keySet().retainAll(List.of("PATH"));
          environment.putAll(variables);
        },
        command);
  }
}
