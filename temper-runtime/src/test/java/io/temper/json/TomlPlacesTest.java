package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.core.TokenStreamLocation;

class TomlPlacesTest {
  @Test
  void of_everyFormOfTable_findsKeysWhereTheyStand() {
    assertThat(places("""
        a = 1 # b = 2
          b.c = [ # x = 3
          'y = 4', ["]", {z = 5}],
        ]

        [t] # [u]
        "q.r" = \"""
        s = "6\"
        \"""\""
        'd' . e = '''
        f = 7'''
        [[w]]
        name = "x\\"#"
        [[w]]
        name = "y"
        [w.sub]
        z = 8
        [[w.list]]
        z = 9
        """))
        .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
            Map.entry("/a", "1:1"),
            Map.entry("/b", "2:3"),
            Map.entry("/b/c", "2:3"),
            Map.entry("/t", "6:1"),
            Map.entry("/t/q.r", "7:1"),
            Map.entry("/t/d", "10:1"),
            Map.entry("/t/d/e", "10:1"),
            Map.entry("/w", "12:1"),
            Map.entry("/w/0", "12:1"),
            Map.entry("/w/0/name", "13:1"),
            Map.entry("/w/1", "14:1"),
            Map.entry("/w/1/name", "15:1"),
            Map.entry("/w/1/sub", "16:1"),
            Map.entry("/w/1/sub/z", "17:1"),
            Map.entry("/w/1/list", "18:1"),
            Map.entry("/w/1/list/0", "18:1"),
            Map.entry("/w/1/list/0/z", "19:1")));
  }

  @Test
  void of_anyText_ends() {
    for (String text :
        new String[] {"", "=", "'", "\"\\", "[", "[[", "a.", "a=[{'", "\"\"\"", "."}) {
      assertThat(TomlPlaces.of(text)).hasSizeLessThan(4);
    }
  }

  private static Map<String, String> places(String toml) {
    Map<String, String> places = new TreeMap<>();
    TomlPlaces.of(toml).forEach((pointer, place) -> places.put(pointer, text(place)));
    return places;
  }

  private static String text(TokenStreamLocation place) {
    return place.getLineNr() + ":" + place.getColumnNr();
  }
}
