package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedDirectoryTest {
  private static final WatchEvent<?> LOST = new Event(StandardWatchEventKinds.OVERFLOW, null);

  @TempDir
  Path folder;

  private WatchService kernel;
  private WatchedDirectory directory;

  private record Event(Kind<?> event, @Nullable Path context) implements WatchEvent<Path> {
    @Override
    @SuppressWarnings("unchecked")
    public Kind<Path> kind() {
      return (Kind<Path>) event;
    }

    @Override
    public int count() {
      return 1;
    }
  }

  private static WatchEvent<?> made(String name) {
    return new Event(StandardWatchEventKinds.ENTRY_CREATE, Path.of(name));
  }

  @BeforeEach
  void watch() throws Exception {
    kernel = FileSystems.getDefault().newWatchService();
    directory = new WatchedDirectory(folder.register(kernel, StandardWatchEventKinds.ENTRY_CREATE));
  }

  @AfterEach
  void close() throws Exception {
    kernel.close();
  }

  @Test
  void first_mayBeAnything() {
    directory.note(List.of(made("a")));
    assertThat(directory.take()).isEmpty();
    assertThat(directory.take()).contains(Set.of());
  }

  @Test
  void names_areTakenOnce() {
    directory.take();
    directory.note(List.of(made("a"), made("b")));
    directory.note(List.of(made("a")));
    assertThat(directory.take()).contains(Set.of(Path.of("a"), Path.of("b")));
    assertThat(directory.take()).contains(Set.of());
  }

  @Test
  void eventsThatWereLost_mayBeAnythingUntilTheyAreTaken() {
    directory.take();
    directory.note(List.of(made("a"), LOST));
    directory.note(List.of(made("b")));
    assertThat(directory.take()).isEmpty();
    directory.note(List.of(made("c")));
    assertThat(directory.take()).contains(Set.of(Path.of("c")));
  }

  @Test
  void namesBeyondAThousand_areNotKeptAndMayBeAnything() {
    directory.take();
    IntStream.range(0, 1001).forEach(i -> directory.note(List.of(made("group-" + i))));
    assertThat(directory.take()).isEmpty();
  }
}
