package io.temper.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Two applications of one server, with a copy of our classes each, that meet in one thread. */
class TwoLoadersOfThreadsTest {

  @Test
  void threadThatBothPutIntoGroups_hasItsNameBackAfterEach() throws Exception {
    try (var first = copy();
        var second = copy()) {
      assertThat(first.loadClass(TemperThreads.class.getName()))
          .isNotSameAs(second.loadClass(TemperThreads.class.getName()));
      UnaryOperator<Runnable> inFirst = within(first, "copy-1");
      UnaryOperator<Runnable> inSecond = within(second, "copy-2");
      var seen = new ArrayList<String>();
      Runnable look = () -> seen.add(Thread.currentThread().getName());
      var task = new FutureTask<>(
          () -> {
            inFirst
                .apply(() -> {
                  look.run();
                  inSecond.apply(look).run();
                  look.run();
                })
                .run();
            look.run();
          },
          true);
      var thread = new Thread(task, "request-1");
      thread.start();
      task.get();
      assertThat(seen).containsExactly("@Y:copy-1", "@Y:copy-2", "@Y:copy-1", "request-1");
    }
  }

  /** Returns what puts work into a group of the classes that a loader has. */
  private static UnaryOperator<Runnable> within(ClassLoader loader, String group)
      throws ReflectiveOperationException {
    @SuppressWarnings("unchecked")
    UnaryOperator<Runnable> within = (UnaryOperator<Runnable>) loader
        .loadClass("io.temper.threads.WithinAGroup")
        .getConstructor(String.class)
        .newInstance(group);
    return within;
  }

  private static URLClassLoader copy() throws MalformedURLException {
    var urls = new ArrayList<URL>();
    for (var entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
