#include "indexer/readers/formats/markdown/front_matter.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/text/ascii.h"
#include "common/text/utf8.h"
#include "indexer/readers/text/text_lines.h"

namespace gisa {
namespace {

using Lines = std::span<const std::string_view>;

constexpr std::size_t kMaxKeyBytes = 60;

bool is_space(char c) { return c == ' ' || c == '\t'; }

bool is_rule(std::string_view line, bool closing) {
  const std::string_view mark = trim_ends(line);
  return !is_space(line.empty() ? ' ' : line.front()) &&
         (mark == "---" || (closing && mark == "..."));
}

bool is_comment(std::string_view line) { return trim_ends(line).starts_with('#'); }

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == text.back() &&
                      (text.front() == '"' || text.front() == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

struct KeyLine {
  std::string_view key;
  std::string_view value;  // trimmed
};

// "key: value" or "key:"; "key:value" only for a key we know, as https://… would be one else.
std::optional<KeyLine> parse_key_line(std::string_view line) {
  if (line.empty() || line.front() == '-' || line.front() == '#') return std::nullopt;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > kMaxKeyBytes) return std::nullopt;
  const std::string_view key = without_quotes(trim_ends(line.substr(0, colon)));
  if (key.empty()) return std::nullopt;
  const bool spaced = colon + 1 == line.size() || is_space(line[colon + 1]);
  if (!spaced && FieldNames::usual().find(key) == nullptr) return std::nullopt;
  return KeyLine{key, trim_ends(line.substr(colon + 1))};
}

std::optional<KeyLine> parse_top_level_key(std::string_view line) {
  if (line.empty() || is_space(line.front())) return std::nullopt;
  return parse_key_line(line);
}

std::string_view without_comment(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool after_space = i == 0 || is_space(text[i - 1]);
    const bool before_space = i + 1 == text.size() || is_space(text[i + 1]);
    if (text[i] == '#' && after_space && before_space) return trim_ends(text.substr(0, i));
  }
  return trim_ends(text);
}

std::string joined(std::string_view first, Lines rest) {
  std::string text(first);
  for (const std::string_view line : rest) append_item(text, trim_ends(line), " ");
  return text;
}

// The code point of "\u00e9" and the like; `digits` must all be there.
std::optional<char32_t> parse_hex(std::string_view digits, std::size_t count) {
  if (digits.size() < count) return std::nullopt;
  char32_t value = 0;
  for (const char c : digits.substr(0, count)) {
    const std::size_t digit =
        std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
    if (digit == std::string_view::npos) return std::nullopt;
    value = value << 4 | static_cast<char32_t>(digit);
  }
  const bool scalar = value < 0xD800 || (value > 0xDFFF && value <= 0x10FFFF);
  return scalar ? std::optional(value) : std::nullopt;
}

// Appends what the escape at the front of `text` (after its backslash) means; returns its length.
std::size_t append_escape(std::string& out, std::string_view text) {
  const char kind = text.front();
  const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  if (digits > 0) {
    const auto code_point = parse_hex(text.substr(1), digits);
    append_utf8(out, code_point.value_or(kReplacementCharacter));
    return code_point ? 1 + digits : 1;
  }
  out += kind == 'n' || kind == 't' || kind == 'r' ? ' ' : kind;
  return 1;
}

// The content of a quoted value; nothing if the quote is not closed or text follows it.
std::optional<std::string> parse_quoted(std::string_view text) {
  const char quote = text.front();
  std::string value;
  std::size_t i = 1;
  for (; i < text.size(); ++i) {
    if (text[i] == quote && quote == '\'' && text.substr(i + 1).starts_with('\'')) {
      value += text[i++];
    } else if (text[i] == quote) {
      break;
    } else if (quote == '"' && text[i] == '\\' && i + 1 < text.size()) {
      i += append_escape(value, text.substr(i + 1));
    } else {
      value += text[i];
    }
  }
  if (i >= text.size()) return std::nullopt;
  const std::string_view behind = trim_ends(text.substr(i + 1));
  if (!behind.empty() && !behind.starts_with('#')) return std::nullopt;
  return value;
}

bool is_quoted(std::string_view text) { return text.starts_with('"') || text.starts_with('\''); }

std::string parse_scalar(std::string_view text) {
  if (is_quoted(text)) {
    if (auto value = parse_quoted(text)) return *value;
  }
  if (text == "~" || text == "null") return {};
  return std::string(text);
}

// [a, "b, c"]
std::string parse_flow_list(std::string_view text, std::string_view separator) {
  std::string list;
  std::size_t begin = 1;
  char quote = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && trim_ends(text.substr(begin, i - begin)).empty()) {
      quote = c;
    } else if (c == ',' || i + 1 == text.size()) {
      append_item(list, parse_scalar(trim_ends(text.substr(begin, i - begin))), separator);
      begin = i + 1;
    }
  }
  return list;
}

// Lines "- a", "- b", each perhaps going on in the next. Items that are mappings are left out.
std::string parse_block_list(Lines lines, std::string_view separator) {
  std::string list;
  std::string item;
  const auto finish_item = [&] {
    if (!parse_key_line(item)) append_item(list, parse_scalar(item), separator);
    item.clear();
  };
  for (const std::string_view line : lines) {
    std::string_view text = trim_ends(line);
    if (is_comment(text)) continue;
    if (text == "-" || text.starts_with("- ")) {
      finish_item();
      text = trim_ends(text.substr(1));
    }
    append_item(item, without_comment(text), " ");
  }
  finish_item();
  return list;
}

std::string parse_plain(std::string_view first, Lines rest) {
  std::string text(without_comment(first));
  for (const std::string_view line : rest) append_item(text, without_comment(line), " ");
  return parse_scalar(text);
}

// "|", ">" with their indicators, and nothing else but a comment.
bool is_block_mark(std::string_view first) {
  if (!first.starts_with('|') && !first.starts_with('>')) return false;
  return without_comment(first).find_first_not_of("+-0123456789", 1) == std::string_view::npos;
}

Lines without_blank_front(Lines lines) {
  while (!lines.empty() && (trim_ends(lines.front()).empty() || is_comment(lines.front()))) {
    lines = lines.subspan(1);
  }
  return lines;
}

std::string parse_value(ArticleField field, std::string_view first, Lines rest) {
  const std::string_view separator = field_traits(field).list_separator;
  if (is_block_mark(first)) return joined({}, rest);
  if (is_quoted(first)) {
    if (auto value = parse_quoted(joined(first, rest))) return *value;
  }
  if (first.starts_with('[') && !separator.empty()) {
    const std::string list = joined(without_comment(first), rest);
    if (list.ends_with(']')) return parse_flow_list(list, separator);
  }
  if (!first.empty() && !is_comment(first)) return parse_plain(first, rest);

  rest = without_blank_front(rest);
  if (rest.empty()) return {};
  const std::string_view next = trim_ends(rest.front());
  if (next == "-" || next.starts_with("- ")) {
    return parse_block_list(rest, separator.empty() ? ", " : separator);
  }
  if (parse_key_line(next)) return {};  // a nested mapping
  return parse_plain({}, rest);
}

void read_fields(Lines lines, FieldCollector& fields) {
  for (std::size_t i = 0; i < lines.size();) {
    const auto line = parse_top_level_key(lines[i++]);
    if (!line) continue;
    const std::size_t begin = i;
    while (i < lines.size() && !parse_top_level_key(lines[i])) ++i;
    const FieldName* name = FieldNames::usual().find(line->key);
    if (name == nullptr || name->field == ArticleField::kBody) continue;
    fields.set(*name, parse_value(name->field, line->value, lines.subspan(begin, i - begin)));
  }
}

std::string_view text_from(std::string_view text, Lines lines, std::size_t line) {
  if (line >= lines.size()) return {};
  return text.substr(static_cast<std::size_t>(lines[line].data() - text.data()));
}

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter result;
  result.body = text;
  const std::vector<std::string_view> lines = split_text_lines(text);
  const auto is_filled = [](std::string_view line) { return !trim_ends(line).empty(); };
  const auto opening = std::ranges::find_if(lines, is_filled);
  if (opening == lines.end() || !is_rule(*opening, false)) return result;

  const auto begin = opening + 1;
  const Lines inside = without_blank_front({begin, lines.end()});
  if (inside.empty() || !parse_top_level_key(inside.front())) return result;

  auto end = std::find_if(begin, lines.end(), [](auto line) { return is_rule(line, true); });
  const bool closed = end != lines.end();
  if (!closed) end = std::find_if_not(begin, lines.end(), is_filled);
  read_fields({begin, end}, result.fields);
  result.body =
      text_from(text, lines, static_cast<std::size_t>(end - lines.begin()) + (closed ? 1 : 0));
  return result;
}

}  // namespace gisa
