package io.temper.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.io.ContentReference;

/**
 * Finds where the keys of a TOML text stand, which the library does not tell. The text must have been
 * read by the library before: this only looks for keys and checks nothing. Keys of inline tables and
 * keys with escapes are not found; they stand where the nearest key around them does.
 */
final class TomlPlaces {
  private final String text;
  private final Map<String, TokenStreamLocation> places = new HashMap<>();

  /** How many tables each list of tables has so far. */
  private final Map<String, Integer> lengths = new HashMap<>();

  private int at;
  private int line = 1;
  private int lineStart;
  private String table = "";

  private TomlPlaces(String text) {
    this.text = text;
  }

  /** Returns the places by the JSON pointers of the values. */
  static Map<String, TokenStreamLocation> of(String text) {
    TomlPlaces places = new TomlPlaces(text);
    places.readAll();
    return places.places;
  }

  private void readAll() {
    while (at < text.length()) {
      char next = next();
      if (next == '#') {
        skipComment();
      } else if (Character.isWhitespace(next)) {
        advance();
      } else if (next == '[') {
        readHeader();
      } else {
        readPair();
      }
    }
  }

  private void readHeader() {
    TokenStreamLocation here = here();
    boolean list = text.startsWith("[[", at);
    at += list ? 2 : 1;
    List<String> keys = readKeys();
    table = "";
    for (int i = 0; i < keys.size(); i++) {
      table += PlacedDocument.step(keys.get(i));
      places.putIfAbsent(table, here);
      if (list && i == keys.size() - 1) {
        lengths.merge(table, 1, Integer::sum);
      }
      Integer length = lengths.get(table);
      table += length == null ? "" : "/" + (length - 1);
    }
    places.put(table, here);
    skipValue();
  }

  private void readPair() {
    TokenStreamLocation here = here();
    String pointer = table;
    for (String key : readKeys()) {
      pointer += PlacedDocument.step(key);
      places.putIfAbsent(pointer, here);
    }
    // Past the '=', or past whatever else stands there: a scan that checks nothing must still end.
    advance();
    skipValue();
  }

  private List<String> readKeys() {
    List<String> keys = new ArrayList<>();
    do {
      skipBlanks();
      keys.add(readKey());
      skipBlanks();
    } while (next() == '.' && at++ < text.length());
    return keys;
  }

  private String readKey() {
    int start = at;
    if (next() == '"' || next() == '\'') {
      skipString(next());
      return text.substring(start + 1, Math.max(start + 1, at - 1));
    }
    while (Character.isLetterOrDigit(next()) || next() == '_' || next() == '-') {
      at++;
    }
    return text.substring(start, at);
  }

  /** Goes on to the end of the line that the value, or the header, ends on. */
  private void skipValue() {
    int depth = 0;
    while (at < text.length() && (next() != '\n' || depth > 0)) {
      char next = next();
      if (next == '"' || next == '\'') {
        skipString(next);
      } else if (next == '#') {
        skipComment();
      } else {
        depth += next == '[' || next == '{' ? 1 : 0;
        depth -= next == ']' || next == '}' ? 1 : 0;
        advance();
      }
    }
  }

  private void skipString(char quote) {
    String triple = String.valueOf(quote).repeat(3);
    String end = text.startsWith(triple, at) ? triple : triple.substring(2);
    at += end.length();
    while (at < text.length() && !text.startsWith(end, at)) {
      if (quote == '"' && next() == '\\') {
        advance();
      }
      advance();
    }
    at = Math.min(text.length(), at + end.length());
    // A text in three quotes may end with two more.
    while (end.length() == 3 && next() == quote) {
      at++;
    }
  }

  private void skipComment() {
    while (at < text.length() && next() != '\n') {
      at++;
    }
  }

  private void skipBlanks() {
    while (next() == ' ' || next() == '\t') {
      at++;
    }
  }

  private void advance() {
    if (next() == '\n') {
      line++;
      lineStart = at + 1;
    }
    at = Math.min(text.length(), at + 1);
  }

  /** Returns the next character; NUL, which TOML does not allow, at the end. */
  private char next() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private TokenStreamLocation here() {
    return new TokenStreamLocation(ContentReference.unknown(), at, line, at - lineStart + 1);
  }
}
