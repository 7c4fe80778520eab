package io.temper.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A library of three packages, one for each mark, each with one interface of one method. */
final class TinyApi {
  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  TinyApi(Path folder) throws IOException {
    this.folder = folder;
    for (String mark : List.of("Stable", "Evolving", "Internal")) {
      String room = mark.toLowerCase(Locale.ROOT);
      write(room, "package-info", "@io.temper." + mark + "Api package tiny." + room + ";");
      withType(room, "", "int count();");
    }
  }

  /** Writes the type {@code Counter} of a package anew. */
  TinyApi withType(String room, String marks, String members) throws IOException {
    String type = marks + " public interface Counter { " + members + " }";
    return write(room, "Counter", "package tiny." + room + ";\n" + type);
  }

  TinyApi withMark(String room, String mark) throws IOException {
    return write(room, "package-info", "@io.temper." + mark + " package tiny." + room + ";");
  }

  private TinyApi write(String room, String name, String text) throws IOException {
    Path file = folder.resolve("tiny").resolve(room).resolve(name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    if (!files.contains(file)) {
      files.add(file);
    }
    return this;
  }

  /** Compiles it, and packs what comes out. */
  Path jar() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(classes);
    Path jar = folder.resolve("tiny.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out);
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path file : compiled.filter(Files::isRegularFile).toList()) {
        packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, packed);
      }
    }
    return jar;
  }

  private void compile(Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter words = new StringWriter();
    Path marks = new PublishedModule("temper-core").classes();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("--release", "17", "-d", classes.toString(), "-cp", marks.toString());
      boolean done = compiler
          .getTask(words, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call();
      assertThat(done).as("%s", words).isTrue();
    }
  }
}
