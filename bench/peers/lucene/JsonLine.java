import java.util.HashMap;
import java.util.Map;

/** The text fields of one JSON object on a line. Other values are passed over. */
final class JsonLine {
  private final String line;
  private final Map<String, String> fields = new HashMap<>();
  private int at;

  JsonLine(String line) {
    this.line = line;
    expect('{');
    if (peek() == '}') return;
    do {
      String name = string();
      expect(':');
      if (peek() == '"') {
        fields.put(name, string());
      } else {
        skip();
      }
    } while (take() == ',');
  }

  String text(String name) {
    return fields.getOrDefault(name, "");
  }

  private char peek() {
    while (line.charAt(at) <= ' ') at++;
    return line.charAt(at);
  }

  private char take() {
    char c = peek();
    at++;
    return c;
  }

  private void expect(char c) {
    if (take() != c) throw new IllegalArgumentException("no JSON at " + at + ": " + line);
  }

  private String string() {
    expect('"');
    int end = at;
    while (line.charAt(end) != '"' && line.charAt(end) != '\\') end++;
    if (line.charAt(end) == '"') { // nothing escaped, as mostly
      String whole = line.substring(at, end);
      at = end + 1;
      return whole;
    }
    StringBuilder text = new StringBuilder(line.length() - at);
    for (char c = line.charAt(at++); c != '"'; c = line.charAt(at++)) {
      text.append(c == '\\' ? escaped() : c);
    }
    return text.toString();
  }

  private char escaped() {
    char c = line.charAt(at++);
    switch (c) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'u':
        at += 4;
        return (char) Integer.parseInt(line.substring(at - 4, at), 16);
      default:
        return c;
    }
  }

  // A number, a word, a list or an object.
  private void skip() {
    int depth = 0;
    do {
      char c = peek();
      if (c == '"') {
        string();
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}')) return;
      if (c == '[' || c == '{') depth++;
      if (c == ']' || c == '}') depth--;
      at++;
    } while (at < line.length());
  }
}
