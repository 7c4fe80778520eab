package io.temper.bpf.internal.lib;

import java.util.Locale;

/** The names of processor architectures. */
public final class Architecture {
  private Architecture() {}

  /** Returns the kernel's name of this JVM's architecture, for example {@code x86_64}. */
  public static String current() {
    return kernelNameOf(System.getProperty("os.arch", "unknown"));
  }

  /** Returns the kernel's name of what {@code os.arch} calls {@code jvmName}. */
  static String kernelNameOf(String jvmName) {
    return switch (jvmName.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "aarch64";
      default -> jvmName;
    };
  }

  /** Returns JNA's name of what the kernel calls {@code kernelName}. */
  static String jnaNameOf(String kernelName) {
    return kernelName.replace('_', '-');
  }
}
