package io.temper.lab;

import io.temper.lab.debian.Apt;
import io.temper.lab.debian.Deb;
import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import io.temper.lab.host.Resources;
import io.temper.lab.host.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the root file system of the guest from Debian packages. They are unpacked and not installed:
 * no maintainer script runs, so it needs neither root nor a chroot, and the few things that the
 * scripts of these packages would do are done here.
 */
final class RootImage {
  static final String FILE = "root.ext4";

  private static final String JAVA = "../lib/jvm/java-21-openjdk-amd64/bin/java";

  private RootImage() {}

  /** What a guest may be. */
  enum Kind {
    /** Runs one command. */
    GUEST("1536M", "image/root.packages"),
    /** Is a node of a cluster. */
    NODE("2560M", "image/root.packages image/node.packages");

    private final String size;
    private final String lists;

    Kind(String size, String lists) {
      this.size = size;
      this.lists = lists;
    }

    /** Returns the packages; what they depend on comes along. */
    List<String> packages() {
      return Stream.of(lists.split(" ", -1))
          .flatMap(list -> Resources.list(list).stream())
          .toList();
    }
  }

  static void make(Kind kind, Apt apt, Tools tools, Path folder) throws IOException {
    Path debs = Files.createDirectories(folder.resolve("debs"));
    Path root = Files.createDirectories(folder.resolve("root"));
    List<String> omitted = Resources.list("image/root.omitted");
    List<Path> packages = apt.downloadClosure(kind.packages(), debs).stream()
        .filter(deb -> !omitted.contains(Deb.name(deb)))
        .toList();
    Deb.unpack(baseFirst(packages), root);
    furnish(root);
    format(tools, root, folder.resolve(FILE), kind.size);
    Files.write(
        folder.resolve("packages.txt"),
        packages.stream().map(deb -> String.valueOf(deb.getFileName())).toList());
    Folders.delete(debs);
    Folders.delete(root);
  }

  static List<Path> baseFirst(List<Path> debs) {
    var ordered = new ArrayList<>(debs);
    ordered.sort(Comparator.comparing((Path deb) -> !Deb.name(deb).equals("base-files"))
        .thenComparing(deb -> deb));
    return ordered;
  }

  private static void furnish(Path root) throws IOException {
    for (String mountPoint : List.of("proc", "sys", "dev", "run", "tmp", "payload", "results")) {
      Files.createDirectories(root.resolve(mountPoint));
    }
    Path masters = root.resolve("usr/share/base-passwd");
    Files.copy(masters.resolve("passwd.master"), root.resolve("etc/passwd"));
    Files.copy(masters.resolve("group.master"), root.resolve("etc/group"));
    Files.writeString(root.resolve("etc/hosts"), "127.0.0.1 localhost lab\n");
    Files.writeString(root.resolve("etc/hostname"), "lab\n");
    link(root.resolve("usr/bin/sh"), "dash");
    link(root.resolve("usr/bin/awk"), "gawk");
    link(root.resolve("usr/bin/java"), JAVA);
    for (String unread : List.of("doc", "man", "locale", "info", "lintian")) {
      Folders.delete(root.resolve("usr/share").resolve(unread));
    }
  }

  private static void link(Path link, String target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, Path.of(target));
  }

  private static void format(Tools tools, Path root, Path image, String size) {
    HostCommand.in(
            root,
            tools.command(
                "usr/sbin/mke2fs",
                List.of(
                    "-q",
                    "-t",
                    "ext4",
                    // The image is never written to: the journal would only cost time.
                    "-O",
                    "^has_journal",
                    "-E",
                    "root_owner=0:0",
                    "-m",
                    "0",
                    "-d",
                    root.toString(),
                    image.toString(),
                    size)))
        .run();
  }
}
