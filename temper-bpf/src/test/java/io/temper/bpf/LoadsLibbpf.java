package io.temper.bpf;

import io.temper.bpf.internal.lib.LibbpfLoader;
import java.io.IOException;
import java.nio.file.Files;

/** A program that loads the libbpf that system properties choose, and says how that went. */
final class LoadsLibbpf {
  private LoadsLibbpf() {}

  public static void main(String[] arguments) {
    try {
      LibbpfLoader.load(SchedExtOptions.fromSystemProperties().libbpf()).possibleCpus();
      System.out.println("loaded, and can write: " + canWrite());
    } catch (LibbpfUnavailableException e) {
      System.out.println(e.getMessage());
    }
  }

  private static boolean canWrite() {
    try {
      Files.delete(Files.createTempFile("any", ""));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
