package io.temper.spring;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Loads {@link ReloadedApplication}, runs it {@link #WITH} or {@link #WITHOUT} the starter, closes it and loads it anew, beside libraries that stay, as DevTools does at each
 * change of its code. Prints how many of the closed ones are still held, and the threads of Temper that go on.
 */
final class ReloadProgram {
  static final String WITH = "with";
  static final String WITHOUT = "without";
  static final String LEAK = "leak";
  static final String HELD = "held ";
  static final int RELOADS = 4;
  private static final int LOOKS = 20;
  private static final int BETWEEN_LOOKS_MILLIS = 100;

  /** What a leak would be: for the test that such a one is seen. */
  private static final List<ClassLoader> LEAKED = new ArrayList<>();

  private ReloadProgram() {}

  public static void main(String[] arguments) throws Exception {
    String how = arguments[0];
    List<WeakReference<ClassLoader>> closed = new ArrayList<>();
    for (int i = 0; i < RELOADS; i++) {
      closed.add(new WeakReference<>(runAndClose(how)));
    }
    int held = RELOADS;
    for (int i = 0; i < LOOKS && held > 0; i++) {
      System.gc();
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      held = (int) closed.stream().filter(one -> one.get() != null).count();
    }
    var threads = new ArrayList<>(LiveThreads.startingWith("temper-"));
    threads.addAll(LiveThreads.startingWith("@"));
    System.out.println(HELD + held + " " + threads);
    System.exit(0);
  }

  private static ClassLoader runAndClose(String how) throws ClassNotFoundException {
    var loader = new ApplicationLoader();
    if (how.equals(LEAK)) {
      LEAKED.add(loader);
    }
    Thread current = Thread.currentThread();
    ClassLoader usual = current.getContextClassLoader();
    current.setContextClassLoader(loader);
    var application = new SpringApplicationBuilder(
            loader.loadClass(ReloadedApplication.class.getName()))
        .resourceLoader(new DefaultResourceLoader(loader))
        .web(WebApplicationType.NONE);
    try (var context = application.run(
        "--temper.threads.groups.reports.treatment=yield",
        "--temper.threads.groups.reports.executors=reports",
        "--temper.threads.pools.task-scheduler=yield",
        "--spring.autoconfigure.exclude=" + (how.equals(WITHOUT) ? ourAutoConfigurations() : ""))) {
      boolean active =
          context.getBeanProvider(TemperRole.class).stream().anyMatch(TemperRole::active);
      if (active == how.equals(WITHOUT)) {
        throw new IllegalStateException(how + ", but Temper is active: " + active);
      }
    } finally {
      current.setContextClassLoader(usual);
    }
    return loader;
  }

  private static String ourAutoConfigurations() {
    return ImportCandidates.load(AutoConfiguration.class, ReloadProgram.class.getClassLoader())
        .getCandidates()
        .stream()
        .filter(name -> name.startsWith("io.temper."))
        .collect(Collectors.joining(","));
  }

  /** Loads the application itself, and leaves all else to its parent. */
  private static final class ApplicationLoader extends ClassLoader {
    ApplicationLoader() {
      super(ReloadProgram.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(ReloadedApplication.class.getName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
