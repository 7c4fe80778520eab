package io.temper.bpf.internal.lib;

import io.temper.bpf.LibbpfChoice;
import io.temper.bpf.LibbpfUnavailableException;
import io.temper.bpf.internal.Checksums;
import io.temper.bpf.internal.EffectiveUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folder that keeps the native libraries which a JVM otherwise unpacks at each start: JNA's, and the
 * bundled libbpf with what it needs.
 */
public final class NativeFolder {
  /** What to do where no JVM may write. */
  static final String REMEDY = "where nothing may be written, unpack once with 'java -cp CLASSPATH"
      + " io.temper.bpf.NativeLibraries DIR' and start with the options that it prints";

  private static final String JNA_LIBRARY = "libjnidispatch.so";
  private static final String ROOT = "0";
  private static final int MODE = 07777;
  private static final int STICKY = 01000;
  private static final int OTHERS_MAY_WRITE = 022;
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

  private final String architecture;

  private NativeFolder(String architecture) {
    this.architecture = architecture;
  }

  /** Returns what unpacks for the architecture of this JVM. */
  public static NativeFolder forThisHost() {
    return new NativeFolder(Architecture.current());
  }

  /**
   * Unpacks into a folder, which is made if it is not there, for all users to read.
   *
   * @return the options that make a JVM use them and unpack nothing
   * @throws LibbpfUnavailableException if a library is not on the class path, or damaged
   * @throws UncheckedIOException if the folder cannot be written to, or others may write to it, too
   */
  public List<String> fill(Path folder) {
    var directory = folder.toAbsolutePath().normalize();
    var libraries = libraries();
    try {
      make(directory);
      refuseIfOthersMayChange(directory);
      for (var library : libraries.entrySet()) {
        replace(directory.resolve(library.getKey()), library.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot unpack native libraries into " + directory + " (" + e
              + "): name a folder that can be written to, by its owner alone",
          e);
    }
    return options(directory);
  }

  /** Whatever this process keeps from others: the program may run as another user. */
  private static void make(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = directory.getParent();
    if (above != null) {
      make(above);
    }
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, FOLDER);
  }

  /** What lies there is loaded as it is, and who may rename a folder above it may put another in its place. */
  private static void refuseIfOthersMayChange(Path directory) throws IOException {
    Path real = directory.toRealPath();
    Set<String> trusted = new HashSet<>(List.of(ROOT, EffectiveUser.id()));
    refuseUnlessOwn(real, trusted, false);
    for (Path above = real.getParent(); above != null; above = above.getParent()) {
      refuseUnlessOwn(above, trusted, true);
    }
  }

  /** In a sticky folder, as /tmp is one, nobody renames what is another's. */
  private static void refuseUnlessOwn(Path folder, Set<String> trusted, boolean stickyWillDo)
      throws IOException {
    var owner = String.valueOf(Files.getAttribute(folder, "unix:uid"));
    if (!trusted.contains(owner)) {
      throw new IOException(
          folder + " belongs to user " + owner + ", who could replace what a JVM loads from it");
    }
    int mode = (int) Files.getAttribute(folder, "unix:mode");
    if ((mode & OTHERS_MAY_WRITE) != 0 && !(stickyWillDo && (mode & STICKY) != 0)) {
      throw new IOException("the mode of " + folder + " is " + Integer.toOctalString(mode & MODE)
          + ", so others than its owner could replace what a JVM loads from it: chmod go-w "
          + folder);
    }
  }

  private Map<String, byte[]> libraries() {
    var libraries = new LinkedHashMap<String, byte[]>();
    libraries.put(JNA_LIBRARY, jna());
    libraries.putAll(new BundledLibbpf(architecture).libraries());
    return libraries;
  }

  private byte[] jna() {
    var resource = "com/sun/jna/linux-" + Architecture.jnaNameOf(architecture) + "/" + JNA_LIBRARY;
    return Checksums.resource(resource)
        .orElseThrow(() -> new LibbpfUnavailableException(
            new LibbpfChoice.Bundled(),
            "the resource " + resource + " is not on the class path; add JNA, whole",
            null));
  }

  /** A JVM may run from the file that was there: it keeps that one, and no half of the new one is seen. */
  private static void replace(Path file, byte[] content) throws IOException {
    Path next = Files.createTempFile(file.getParent(), ".unpacking-", null);
    try {
      Files.write(next, content);
      Files.setPosixFilePermissions(next, FILE);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static List<String> options(Path directory) {
    return List.of(
        "-Djna.boot.library.path=" + directory,
        // Neither what some package of the system has installed, nor a temporary file.
        "-Djna.nosys=true",
        "-Djna.nounpack=true",
        "-D" + LibbpfChoice.PROPERTY + "=" + directory.resolve(BundledLibbpf.LIBRARY));
  }
}
