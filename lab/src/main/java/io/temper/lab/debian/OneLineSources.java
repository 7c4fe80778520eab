package io.temper.lab.debian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one-line format of apt's sources: {@code deb [option=value ...] uri suite component...}. Lines
 * of other types and lines that apt would refuse are passed over, since the host's apt reports them
 * better.
 */
final class OneLineSources {
  private static final Pattern LINE =
      Pattern.compile("deb\\s+(?:\\[(?<options>[^\\]]*)\\]\\s*)?(?<uri>\\S+)\\s+(?<rest>\\S.*)");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private OneLineSources() {}

  static List<AptSource> parse(List<String> lines) {
    var sources = new ArrayList<AptSource>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line.replaceFirst("#.*", "").strip());
      if (matcher.matches()) {
        List<String> rest = Arrays.asList(SPACES.split(matcher.group("rest").strip()));
        sources.add(new AptSource(
            matcher.group("uri"),
            rest.get(0),
            rest.subList(1, rest.size()),
            options(matcher.group("options"))));
      }
    }
    return sources;
  }

  private static Map<String, String> options(@Nullable String text) {
    var options = new LinkedHashMap<String, String>();
    if (text == null) {
      return options;
    }
    for (String option : SPACES.split(text.strip(), -1)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        options.put(
            option.substring(0, equals).toLowerCase(Locale.ROOT), option.substring(equals + 1));
      }
    }
    return options;
  }
}
