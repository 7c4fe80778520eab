package io.temper.lab.vm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The archive that the kernel unpacks as its first root: cpio in the format "newc", uncompressed.
 * Entries appear in the order they are added, so a folder comes before what is in it.
 */
final class Initramfs {
  private static final int FOLDER = 0040755;
  private static final int EXECUTABLE = 0100755;
  private static final int ALIGNMENT = 4;
  private static final String MAGIC = "070701";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int inode = 1;

  Initramfs folder(String name) {
    entry(name, FOLDER, new byte[0]);
    return this;
  }

  Initramfs executable(String name, byte[] content) {
    entry(name, EXECUTABLE, content);
    return this;
  }

  byte[] end() {
    entry("TRAILER!!!", 0, new byte[0]);
    return out.toByteArray();
  }

  private void entry(String name, int mode, byte[] content) {
    byte[] path = (name + "\0").getBytes(StandardCharsets.US_ASCII);
    // Inode, mode, uid, gid, links, time, size, device (2), special device (2), name size, check.
    int[] fields = {inode++, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, path.length, 0};
    var header = new StringBuilder(MAGIC);
    for (int field : fields) {
      header.append(String.format(Locale.ROOT, "%08X", field));
    }
    out.writeBytes(header.toString().getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(path);
    pad();
    out.writeBytes(content);
    pad();
  }

  private void pad() {
    while (out.size() % ALIGNMENT != 0) {
      out.write(0);
    }
  }
}
