package io.temper.linux;

/** What threads may lack and be held up by, as the kernel tells it in {@link Pressure}. */
public enum PressureResource {
  /** A CPU: threads that could run wait for one. */
  CPU("cpu"),
  /** Memory: threads wait for pages to be freed or read back. */
  MEMORY("memory"),
  /** Input and output: threads wait for a block device. */
  IO("io");

  private final String fileName;

  PressureResource(String fileName) {
    this.fileName = fileName;
  }

  String fileName() {
    return fileName;
  }
}
