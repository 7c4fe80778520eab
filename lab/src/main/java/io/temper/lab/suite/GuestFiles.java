package io.temper.lab.suite;

import io.temper.lab.host.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that a guest gets, each once and under its own name. Those of several modules may have the same
 * name, so each lies in a folder with a number.
 */
final class GuestFiles {
  private final Path folder;
  private final String guestName;
  private final Map<Path, String> names = new HashMap<>();

  /**
   * Creates the files.
   *
   * @param folder an empty folder of the host
   * @param guestName what it is called in the guest
   */
  GuestFiles(Path folder, String guestName) {
    this.folder = folder;
    this.guestName = guestName;
  }

  /** Adds a file, or a folder with all that is in it, and returns its path in the guest. */
  String add(Path path) throws IOException {
    String known = names.get(path);
    if (known != null) {
      return known;
    }
    String name = names.size() + "/" + path.getFileName();
    Files.createDirectories(folder.resolve(name).getParent());
    if (Files.isDirectory(path)) {
      Folders.copy(path, folder.resolve(name));
    } else {
      Files.copy(path, folder.resolve(name));
    }
    names.put(path, guestName + "/" + name);
    return guestName + "/" + name;
  }

  /** Adds several and returns them as a class path of the guest. */
  String addAll(List<Path> paths) throws IOException {
    var inGuest = new ArrayList<String>();
    for (Path path : paths) {
      inGuest.add(add(path));
    }
    return String.join(File.pathSeparator, inGuest);
  }
}
