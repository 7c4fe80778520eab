package io.temper.image;

import java.util.Optional;

/** An architecture that images are built for, under each of the names that others give it. */
enum Architecture {
  /** x86-64. */
  AMD64("amd64", "x86_64", "linux-x86-64", "lib64/ld-linux-x86-64.so.2"),

  /** 64-bit Arm. */
  ARM64("arm64", "aarch64", "linux-aarch64", "lib/ld-linux-aarch64.so.1");

  private final String oci;
  private final String kernel;
  private final String jna;
  private final String loader;

  Architecture(String oci, String kernel, String jna, String loader) {
    this.oci = oci;
    this.kernel = kernel;
    this.jna = jna;
    this.loader = loader;
  }

  /** Returns the architecture of this JVM; empty if no image is built for it. */
  static Optional<Architecture> ofThisJvm() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> Optional.of(AMD64);
      case "aarch64" -> Optional.of(ARM64);
      default -> Optional.empty();
    };
  }

  /** Returns the name in an OCI image, which is Debian's, too. */
  String oci() {
    return oci;
  }

  /** Returns the kernel's name, which the folders of our own native libraries carry. */
  String kernel() {
    return kernel;
  }

  /** Returns the name of the folder in JNA's jar. */
  String jna() {
    return jna;
  }

  /** Returns where every program expects the dynamic loader, below the root. */
  String loader() {
    return loader;
  }

  /** Returns where Debian puts shared libraries, below the root. */
  String libraries() {
    return "usr/lib/" + kernel + "-linux-gnu";
  }
}
