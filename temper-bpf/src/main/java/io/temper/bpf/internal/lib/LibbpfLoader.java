package io.temper.bpf.internal.lib;

import com.sun.jna.Native;
import io.temper.bpf.LibbpfChoice;
import io.temper.bpf.LibbpfUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Loads the libbpf that was chosen, once per class loader and choice: a library keeps a pointer to our log
 * function for ever, so it is never unloaded.
 */
public final class LibbpfLoader {
  private static final Map<LibbpfChoice, BpfCalls> LOADED = new HashMap<>();
  private static final Path OWN_MAPS = Path.of("/proc/self/maps");

  private LibbpfLoader() {}

  /**
   * Returns the calls of the chosen libbpf.
   *
   * @throws LibbpfUnavailableException if it cannot be loaded or is too old; no other is tried
   */
  public static synchronized BpfCalls load(LibbpfChoice choice) {
    var calls = LOADED.get(choice);
    if (calls == null) {
      calls = requireVersion(choice, open(choice));
      LOADED.put(choice, calls);
    }
    return calls;
  }

  private static BpfCalls open(LibbpfChoice choice) {
    if (choice instanceof LibbpfChoice.Bundled) {
      requireGlibc(choice);
      try (var unpacked = BundledLibbpf.forThisHost().unpack()) {
        return link(choice, unpacked.library().toString());
      }
    }
    return link(
        choice, choice instanceof LibbpfChoice.Installed ? "libbpf.so.1" : choice.toString());
  }

  private static BpfCalls link(LibbpfChoice choice, String library) {
    try {
      var libc = Native.load("c", LibC.class);
      var libbpf = Native.load(library, Libbpf.class);
      return new BpfCalls(libbpf, libc, new LibbpfLog(libc));
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Error e) {
      // No LinkageError but a plain Error is what JNA throws at a native library of another
      // version.
      throw new LibbpfUnavailableException(choice, explain(choice, wordsOf(e)), e);
    }
  }

  /** Only the first attempt to use JNA says why it failed; later ones have that as their cause. */
  private static String wordsOf(Error error) {
    var cause = error.getCause();
    return error.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
  }

  /** Turns the dynamic linker's words into what to do. */
  static String explain(LibbpfChoice choice, String message) {
    var text = message.toLowerCase(Locale.ROOT);
    if (text.contains("failed to map segment") || text.contains("operation not permitted")) {
      return "the temporary directory is mounted noexec; name another with -D"
          + BundledLibbpf.DIRECTORY_PROPERTY
          + "=DIR and -Djna.tmpdir=DIR (" + message + ")";
    }
    if (text.contains("jna native support")) {
      return "JNA finds no native library that is free: each class loader needs a folder of its own,"
          + " all of them in -Djna.boot.library.path=DIR1:DIR2; "
          + NativeFolder.REMEDY
          + " (" + message.strip() + ")";
    }
    if (text.contains("jnidispatch")
        || text.contains("com.sun.jna.")
        || text.contains("jna native")) {
      return "JNA has no native library that it can use: let it unpack its own into a folder that"
          + " -Djna.tmpdir names, or "
          + NativeFolder.REMEDY
          + " (" + message.strip() + ")";
    }
    if (text.contains("glibc_")) {
      return "it needs a newer C library; use a newer base image or -D"
          + LibbpfChoice.PROPERTY
          + "=system (" + message + ")";
    }
    if (choice instanceof LibbpfChoice.Installed) {
      return "install it (Debian: apt-get install libbpf1), or leave "
          + LibbpfChoice.PROPERTY
          + " unset to use the bundled one (" + message + ")";
    }
    return message;
  }

  static BpfCalls requireVersion(LibbpfChoice choice, BpfCalls calls) {
    LibbpfVersion version;
    try {
      version = calls.version();
    } catch (UnsatisfiedLinkError e) {
      throw new LibbpfUnavailableException(
          choice,
          "it is too old to say its version, and " + LibbpfVersion.MINIMUM
              + " or newer is needed; use the bundled one (" + e.getMessage() + ")",
          e);
    }
    if (!version.atLeast(LibbpfVersion.MINIMUM)) {
      throw new LibbpfUnavailableException(
          choice,
          "it is version " + version + ", and " + LibbpfVersion.MINIMUM + " or newer is needed;"
              + " use the bundled one",
          null);
    }
    return calls;
  }

  private static void requireGlibc(LibbpfChoice choice) {
    if (usesMusl(OWN_MAPS)) {
      throw new LibbpfUnavailableException(
          choice,
          "this JVM runs on musl (Alpine), and the bundled library needs glibc; use an image with"
              + " glibc, or install libbpf and set -D" + LibbpfChoice.PROPERTY + "=system",
          null);
    }
  }

  /** Returns whether the process whose memory map is {@code maps} runs on the C library musl. */
  public static boolean usesMusl(Path maps) {
    try {
      return Files.readString(maps).contains("/ld-musl-");
    } catch (IOException e) {
      // A process that cannot read its own map is in a sandbox; loading will tell.
      return false;
    }
  }
}
