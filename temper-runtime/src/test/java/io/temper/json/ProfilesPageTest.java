package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/profiles.md} has the table of the built-in profiles, so none can be missing there. After a wanted
 * change run this with {@code GOLDEN_WRITE=true} in the environment and review the difference.
 */
class ProfilesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "profiles.md");
  private static final String BEGIN = "<!-- built-ins -->\n";
  private static final String END = "<!-- /built-ins -->\n";
  private static final Pattern EXAMPLE = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);

  @Test
  void page_hasEveryBuiltInProfile() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String expected = page.substring(0, begin) + table() + page.substring(end);
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  @Test
  void exampleOfThePage_isRight() throws IOException {
    List<String> examples = EXAMPLE
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
    assertThat(examples).hasSize(1);
    assertThat(ProfilesToml.read("example.toml", examples.get(0)))
        .extracting(ThreadProfile::id)
        .containsExactly("shop");
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| profile, images | group | treatment | threads |\n|---|---|---|---|\n");
    for (ThreadProfile profile : ProfilesToml.builtIns()) {
      String name = "**`" + profile.id() + "`**";
      if (profile.groups().isEmpty()) {
        row(table, name, "what the program names", "what it asks for", "");
      }
      for (ProfileGroup group : profile.groups()) {
        row(
            table,
            name,
            "`" + group.name() + "`",
            group.treatment().label(),
            codes(Stream.concat(group.threads().stream(), group.commands().stream())));
        name = profile.groups().indexOf(group) == 0 ? codes(profile.images().stream()) : "";
      }
    }
    return table.toString();
  }

  private static void row(StringBuilder table, String... cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String codes(Stream<?> patterns) {
    return patterns.map(pattern -> "`" + pattern + "`").collect(Collectors.joining(" "));
  }
}
