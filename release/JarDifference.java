import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Says where two jars differ first: {@code java release/JarDifference.java ONE OTHER}. */
class JarDifference {
  public static void main(String[] arguments) throws IOException {
    try (ZipFile one = new ZipFile(arguments[0]);
        ZipFile other = new ZipFile(arguments[1])) {
      System.out.println("  " + difference(one, other));
    }
  }

  private static String difference(ZipFile one, ZipFile other) throws IOException {
    List<? extends ZipEntry> ours = one.stream().toList();
    List<? extends ZipEntry> theirs = other.stream().toList();
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      if (i >= ours.size() || i >= theirs.size()) {
        return "entry " + i + " is in one of the two only";
      }
      String found = difference(one, ours.get(i), other, theirs.get(i));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "all entries are the same; the difference is in the frame of the archive, such as modes of files";
  }

  private static String difference(ZipFile one, ZipEntry ours, ZipFile other, ZipEntry theirs)
      throws IOException {
    if (!ours.getName().equals(theirs.getName())) {
      return "the order: '" + ours.getName() + "' and '" + theirs.getName() + "' at one place";
    }
    if (ours.getTime() != theirs.getTime()) {
      return ours.getName() + ": its time, " + ours.getLastModifiedTime() + " and "
          + theirs.getLastModifiedTime();
    }
    byte[] before = bytes(one, ours);
    byte[] after = bytes(other, theirs);
    int at = Arrays.mismatch(before, after);
    return at < 0 ? "" : ours.getName() + ": its content, from byte " + at + " on";
  }

  private static byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
