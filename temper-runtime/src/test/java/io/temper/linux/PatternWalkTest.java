package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternWalkTest {
  @TempDir
  Path root;

  private CgroupTree tree;

  @BeforeEach
  void setUp() {
    new FakeFiles(root)
        .write("cgroup.controllers", "cpu")
        .write("a.slice/cpu.max", "max 100000")
        .directory("a.slice/b.service")
        .directory("a.slice/c.service/sub")
        .directory("a.slice/a.slice/b.service")
        .directory("dev-disk\\x2d1.swap");
    tree = CgroupTree.open(root);
  }

  /** The walk takes short cuts; asking the pattern about every group takes none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a.slice",
        "/none",
        "/none/*",
        "/a.slice/*",
        "/a.slice/*.service",
        "/a.slice/?.slice",
        "/a.slice/cpu.max",
        "/a.slice/cpu.max/*",
        "/*",
        "/**",
        "/**/b.service",
        "/a.slice/**",
        "/**/a.slice/**/b.service",
        "/**/**/**",
        "/*/**/sub",
        "/dev-disk\\x2d1.swap",
        "/dev-disk\\*"
      })
  void matching_eachPattern_findsWhatMatches(String text) throws IOException {
    CgroupPattern pattern = new CgroupPattern(text);

    assertThat(tree.matching(pattern))
        .isSorted()
        .containsExactlyElementsOf(groups().filter(pattern::matches).toList());
  }

  @Test
  void matching_linkToADirectory_isNoGroup() throws IOException {
    Files.createSymbolicLink(root.resolve("loop"), root);

    assertThat(tree.matching(new CgroupPattern("/**/loop"))).isEmpty();
    assertThat(tree.matching(new CgroupPattern("/loop"))).isEmpty();
  }

  @Test
  void matching_treeThatVanishes_findsNothing() throws IOException {
    CgroupTree gone = CgroupTree.open(root);
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }

    assertThat(gone.matching(new CgroupPattern("/*"))).isEmpty();
    Files.createDirectory(root);
  }

  @Test
  void matching_directoryThatMayNotBeRead_saysSo() throws IOException {
    Path closed = root.resolve("a.slice/c.service");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(closed), "root may read everything");

    assertThatExceptionOfType(HostReadException.class)
        .isThrownBy(() -> tree.matching(new CgroupPattern("/a.slice/*/*")))
        .withMessageContaining(closed.toString());
  }

  private Stream<CgroupPath> groups() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      List<CgroupPath> groups = all.filter(Files::isDirectory)
          .map(each -> new CgroupPath("/" + root.relativize(each)))
          .sorted()
          .toList();
      return groups.stream();
    }
  }
}
