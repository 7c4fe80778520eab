package io.temper.bpf;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A program that uses libbpf from two class loaders, which share nothing but the JDK. */
final class InTwoLoaders {
  private InTwoLoaders() {}

  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    try (var second = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      try (var first = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
        System.out.println("first: " + useIn(first));
        System.out.println("second: " + useIn(second));
        System.out.println("first: " + useIn(first));
      }
      // JNA's cleaner still holds the first one: docs/embedding.md. What it gave back must not be
      // ours.
      System.gc();
      System.out.println("second, with first closed: " + useIn(second));
    }
  }

  private static Object useIn(ClassLoader loader) throws ReflectiveOperationException {
    var use = loader
        .loadClass("io.temper.bpf.UsesLibbpf")
        .asSubclass(Supplier.class)
        .getDeclaredConstructor();
    use.setAccessible(true);
    return use.newInstance().get();
  }

  private static URL[] classPath() throws MalformedURLException {
    var urls = new ArrayList<URL>();
    for (var entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
