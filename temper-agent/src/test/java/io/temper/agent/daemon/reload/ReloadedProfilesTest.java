package io.temper.agent.daemon.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.json.ProfilesToml;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ThreadProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedProfilesTest {
  private static final String SHOP = """
      apiVersion = "temper.io/v1"
      kind = "Profiles"

      [[profile]]
      id = "shop"

      [[profile.group]]
      name = "flush"
      treatment = "yield"
      threads = ["flush-*"]
      """;

  @TempDir
  Path parent;

  private Path folder;
  private int reads;
  private long writes;

  @BeforeEach
  void setUp() throws IOException {
    folder = Files.createDirectory(parent.resolve("profiles"));
  }

  private ProfileCatalog read(Path files) {
    reads++;
    try {
      return ProfileCatalog.of(ProfilesToml.readFolder(files));
    } catch (IllegalArgumentException e) {
      throw new TemperException(files + ": " + e.getMessage(), e);
    }
  }

  private ReloadedProfiles started() {
    return new ReloadedProfiles(folder, this::read);
  }

  private static List<String> ids(ProfileCatalog catalog) {
    return catalog.profiles().stream().map(ThreadProfile::id).toList();
  }

  @Test
  void unchanged_isReadOnceAndTheSame() throws IOException {
    write("shop.toml", SHOP);
    var profiles = started();
    assertThat(profiles.get()).isSameAs(profiles.get());
    assertThat(reads).isEqualTo(1);
    assertThat(profiles.problem()).isEmpty();
  }

  @Test
  void newChangedAndRemovedFiles_count() throws IOException {
    var profiles = started();
    assertThat(ids(profiles.get())).isEmpty();
    write("shop.toml", SHOP);
    assertThat(ids(profiles.get())).containsExactly("shop");
    write("shop.toml", SHOP.replace("\"shop\"", "\"market\""));
    assertThat(ids(profiles.get())).containsExactly("market");
    write("b.toml", SHOP);
    assertThat(ids(profiles.get())).containsExactly("shop", "market");
    Files.delete(folder.resolve("b.toml"));
    assertThat(ids(profiles.get())).containsExactly("market");
  }

  @Test
  void touchedFile_isTheSameCatalog() throws IOException {
    write("shop.toml", SHOP);
    var profiles = started();
    ProfileCatalog before = profiles.get();
    write("shop.toml", SHOP + "\n# the same\n");
    assertThat(profiles.get()).isSameAs(before);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void wrongAtTheStart_isRefused() throws IOException {
    write("shop.toml", "nonsense");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(this::started)
        .withMessageContaining("shop.toml:1:");
  }

  @Test
  void wrongFile_keepsWhatWasInForceAndNamesFileLineAndRemedy() throws IOException {
    write("shop.toml", SHOP);
    var profiles = started();
    write("new.toml", SHOP.replace("yield", "yeild"));
    assertThat(ids(profiles.get())).containsExactly("shop");
    assertThat(profiles.problem()).hasValueSatisfying(problem -> assertThat(problem)
        .startsWith("thread profiles: " + folder.resolve("new.toml") + ":9:")
        .contains("did you mean 'yield'?", "use exclusive, latency, normal or yield", "of before")
        .doesNotContain("\n"));
    Files.delete(folder.resolve("new.toml"));
    assertThat(ids(profiles.get())).containsExactly("shop");
    assertThat(profiles.problem()).isEmpty();
  }

  @Test
  void wrongFile_keepsTheGoodFilesBesideItFromCountingInPart() throws IOException {
    write("a.toml", SHOP);
    var profiles = started();
    write("a.toml", SHOP.replace("\"shop\"", "\"market\""));
    write("b.toml", "apiVersion = ");
    assertThat(ids(profiles.get())).containsExactly("shop");
    write("b.toml", SHOP);
    assertThat(ids(profiles.get())).containsExactly("market", "shop");
  }

  @Test
  void idOfAnotherFile_keepsWhatWasInForceAndNamesTheSecond() throws IOException {
    write("a.toml", SHOP);
    var profiles = started();
    write("b.toml", SHOP);
    assertThat(ids(profiles.get())).containsExactly("shop");
    assertThat(profiles.problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("b.toml", "rename"));
  }

  /** Every beginning of a file, as a slow writer leaves it, is either refused or a whole document. */
  @Test
  void halfWrittenFile_neverFailsAndCountsOnceItIsWhole() throws IOException {
    var profiles = started();
    for (int length = 0; length <= SHOP.length(); length++) {
      write("shop.toml", SHOP.substring(0, length));
      profiles.get();
    }
    assertThat(ids(profiles.get())).containsExactly("shop");
    assertThat(profiles.problem()).isEmpty();
  }

  @Test
  void fileThatVanishesWhileTheFolderIsRead_isReadWithoutItTheNextTime() throws IOException {
    write("shop.toml", SHOP);
    var profiles = started();
    Path gone = folder.resolve("gone.toml");
    Files.createSymbolicLink(gone, folder.resolve("nowhere"));
    assertThat(ids(profiles.get())).containsExactly("shop");
    assertThat(profiles.problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("gone.toml"));
    Files.delete(gone);
    profiles.get();
    assertThat(profiles.problem()).isEmpty();
  }

  @Test
  void folderRemovedAndMadeAgain_isFollowed() throws IOException {
    write("shop.toml", SHOP);
    var profiles = started();
    removeFolder();
    assertThat(ids(profiles.get())).isEmpty();
    assertThat(profiles.problem()).isEmpty();
    Files.createDirectory(folder);
    write("shop.toml", SHOP);
    assertThat(ids(profiles.get())).containsExactly("shop");
  }

  @Test
  void fileInPlaceOfTheFolder_keepsWhatWasInForce() throws IOException {
    write("shop.toml", SHOP);
    var profiles = started();
    removeFolder();
    Files.writeString(folder, "in its place");
    assertThat(ids(profiles.get())).containsExactly("shop");
    assertThat(profiles.problem()).hasValueSatisfying(problem -> assertThat(problem)
        .contains(folder.toString(), "name a folder of profiles"));
  }

  @Test
  void forgotten_isReadWhateverItLooksLike() {
    var profiles = started();
    profiles.forget();
    profiles.get();
    assertThat(reads).isEqualTo(2);
  }

  private void removeFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** With another time than any before: the file system's clock may be coarse. */
  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(++writes)));
  }
}
