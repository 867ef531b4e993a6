#include "indexer/cleaner/html_text.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

// ---------------------------------------------------------------------------------- entities

/// What browsers make of the numbers 128-159; 0 where Windows-1252 has no character.
constexpr std::array<uint16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The names that make up nearly all entities in news; libxml2 looks its table up from end to end.
struct CommonEntity {
  std::string_view name;
  uint32_t code_point;
};
constexpr std::array<CommonEntity, 7> kCommonEntities = {{{"quot", '"'},
                                                          {"amp", '&'},
                                                          {"lt", '<'},
                                                          {"gt", '>'},
                                                          {"apos", '\''},
                                                          {"nbsp", 0xA0},
                                                          {"middot", 0xB7}}};

constexpr size_t kMaxEntityName = 10;    // "thetasym" is the longest of HTML 4
constexpr size_t kMaxEntityDigits = 12;  // leading zeros occur: &#0000039;

struct Entity {
  uint32_t code_point;
  size_t end;  // byte after it
};

void append_utf8(uint32_t code_point, std::string& out) {
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
    return;
  }
  if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | (code_point >> 6));
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | (code_point >> 12));
    out += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code_point >> 18));
    out += static_cast<char>(0x80 | ((code_point >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
  }
  out += static_cast<char>(0x80 | (code_point & 0x3F));
}

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  c = ascii_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// `at` is just after `&#`.
std::optional<Entity> match_number(std::string_view in, size_t at) {
  const bool hex = at < in.size() && ascii_lower(in[at]) == 'x';
  if (hex) ++at;
  const size_t first = at;
  uint64_t value = 0;
  for (; at < in.size() && at - first < kMaxEntityDigits; ++at) {
    const int digit = hex_value(in[at]);
    if (digit < 0 || (!hex && digit > 9)) break;
    value = value * (hex ? 16 : 10) + static_cast<uint64_t>(digit);
  }
  if (at == first) return std::nullopt;
  if (at < in.size() && in[at] == ';') ++at;
  if (value >= 0x80 && value <= 0x9F) value = kWindows1252[value - 0x80];
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value == 0 || value > 0x10FFFF || surrogate) return std::nullopt;
  return Entity{static_cast<uint32_t>(value), at};
}

std::optional<uint32_t> entity_value(std::string_view name) {
  for (const CommonEntity& entity : kCommonEntities) {
    if (entity.name == name) return entity.code_point;
  }
  std::array<xmlChar, kMaxEntityName + 1> zero_ended{};
  std::copy(name.begin(), name.end(), zero_ended.begin());
  const htmlEntityDesc* entity = htmlEntityLookup(zero_ended.data());
  if (entity == nullptr) return std::nullopt;
  return entity->value;
}

/// `at` is just after `&`.
std::optional<Entity> match_entity(std::string_view in, size_t at) {
  if (at < in.size() && in[at] == '#') return match_number(in, at + 1);
  size_t end = at;
  while (end < in.size() && end - at <= kMaxEntityName && is_ascii_alnum(in[end])) ++end;
  if (end == at || end - at > kMaxEntityName) return std::nullopt;
  const std::optional<uint32_t> value = entity_value(in.substr(at, end - at));
  if (!value) return std::nullopt;
  if (end < in.size() && in[end] == ';') return Entity{*value, end + 1};
  const bool legacy = *value <= 0xFF && *value != '\'';  // &apos never went without its semicolon
  if (!legacy || (end < in.size() && in[end] == '=')) return std::nullopt;
  return Entity{*value, end};
}

/// The entity at `at` (just after `&`), seen through any number of escapings: `amp;amp;quot;`.
std::optional<Entity> match_escaped_entity(std::string_view in, size_t at) {
  std::optional<Entity> entity = match_entity(in, at);
  while (entity && entity->code_point == '&' && in[entity->end - 1] == ';') {
    const std::optional<Entity> inner = match_entity(in, entity->end);
    if (!inner || in[inner->end - 1] != ';') break;
    entity = inner;
  }
  return entity;
}

/// A number may spell a piece of another entity (`&#38;` + `&#108;t;`): then one pass is not all.
bool may_spell_markup(uint32_t code_point) {
  if (code_point >= 0x80) return false;
  const char c = static_cast<char>(code_point);
  return is_ascii_alnum(c) || c == '#' || c == ';';
}

/// `&quot;`, `&#39;`, `&#x27;`, `&amp;quot;` ... become their characters, and 128-159 are read as
/// Windows-1252, as browsers do. Without `;` only numbers and the names of the Latin-1 era are
/// taken, and only where no letter, digit or `=` follows (`?a=1&copy=2` is an address).
/// What is no entity stays: `AT&T`, `&없음;`, `&#0;`, `&#xD800;`.
/// Appends the result to `out` and returns true; false, and `out` as it was, when nothing changed.
/// Sets `again` when another pass may find more.
bool decode_entities(std::string_view in, std::string& out, bool& again) {
  bool changed = false;
  size_t copied = 0;
  size_t at = in.find('&');
  while (at != std::string_view::npos) {
    if (const std::optional<Entity> entity = match_escaped_entity(in, at + 1)) {
      changed = true;
      out.append(in, copied, at - copied);
      append_utf8(entity->code_point, out);
      copied = entity->end;
      again = again || may_spell_markup(entity->code_point);
    }
    at = in.find('&', std::max(at + 1, copied));
  }
  if (changed) out.append(in, copied);
  return changed;
}

// -------------------------------------------------------------------------------------- tags

enum class TagKind : uint8_t { kInline, kBlock, kCell, kDropContent };

struct TagName {
  std::string_view name;
  TagKind kind;
};

/// Elements that are removed. `q` is missing on purpose: Korean interviews mark with <Q> and <A>.
constexpr std::array kTags = {
    TagName{"p", TagKind::kBlock},          TagName{"br", TagKind::kBlock},
    TagName{"div", TagKind::kBlock},        TagName{"hr", TagKind::kBlock},
    TagName{"h1", TagKind::kBlock},         TagName{"h2", TagKind::kBlock},
    TagName{"h3", TagKind::kBlock},         TagName{"h4", TagKind::kBlock},
    TagName{"h5", TagKind::kBlock},         TagName{"h6", TagKind::kBlock},
    TagName{"li", TagKind::kBlock},         TagName{"ul", TagKind::kBlock},
    TagName{"ol", TagKind::kBlock},         TagName{"dl", TagKind::kBlock},
    TagName{"dt", TagKind::kBlock},         TagName{"dd", TagKind::kBlock},
    TagName{"tr", TagKind::kBlock},         TagName{"table", TagKind::kBlock},
    TagName{"thead", TagKind::kBlock},      TagName{"tbody", TagKind::kBlock},
    TagName{"tfoot", TagKind::kBlock},      TagName{"caption", TagKind::kBlock},
    TagName{"figure", TagKind::kBlock},     TagName{"figcaption", TagKind::kBlock},
    TagName{"section", TagKind::kBlock},    TagName{"article", TagKind::kBlock},
    TagName{"header", TagKind::kBlock},     TagName{"footer", TagKind::kBlock},
    TagName{"aside", TagKind::kBlock},      TagName{"nav", TagKind::kBlock},
    TagName{"main", TagKind::kBlock},       TagName{"blockquote", TagKind::kBlock},
    TagName{"pre", TagKind::kBlock},        TagName{"address", TagKind::kBlock},
    TagName{"center", TagKind::kBlock},     TagName{"form", TagKind::kBlock},
    TagName{"html", TagKind::kBlock},       TagName{"head", TagKind::kBlock},
    TagName{"body", TagKind::kBlock},       TagName{"title", TagKind::kBlock},
    TagName{"td", TagKind::kCell},          TagName{"th", TagKind::kCell},
    TagName{"b", TagKind::kInline},         TagName{"i", TagKind::kInline},
    TagName{"u", TagKind::kInline},         TagName{"s", TagKind::kInline},
    TagName{"a", TagKind::kInline},         TagName{"em", TagKind::kInline},
    TagName{"strong", TagKind::kInline},    TagName{"span", TagKind::kInline},
    TagName{"font", TagKind::kInline},      TagName{"img", TagKind::kInline},
    TagName{"sub", TagKind::kInline},       TagName{"sup", TagKind::kInline},
    TagName{"small", TagKind::kInline},     TagName{"big", TagKind::kInline},
    TagName{"mark", TagKind::kInline},      TagName{"strike", TagKind::kInline},
    TagName{"del", TagKind::kInline},       TagName{"ins", TagKind::kInline},
    TagName{"abbr", TagKind::kInline},      TagName{"cite", TagKind::kInline},
    TagName{"code", TagKind::kInline},      TagName{"time", TagKind::kInline},
    TagName{"wbr", TagKind::kInline},       TagName{"nobr", TagKind::kInline},
    TagName{"o:p", TagKind::kInline},       TagName{"label", TagKind::kInline},
    TagName{"picture", TagKind::kInline},   TagName{"source", TagKind::kInline},
    TagName{"iframe", TagKind::kInline},    TagName{"video", TagKind::kInline},
    TagName{"audio", TagKind::kInline},     TagName{"embed", TagKind::kInline},
    TagName{"object", TagKind::kInline},    TagName{"param", TagKind::kInline},
    TagName{"input", TagKind::kInline},     TagName{"button", TagKind::kInline},
    TagName{"col", TagKind::kInline},       TagName{"colgroup", TagKind::kInline},
    TagName{"link", TagKind::kInline},      TagName{"meta", TagKind::kInline},
    TagName{"map", TagKind::kInline},       TagName{"area", TagKind::kInline},
    TagName{"noscript", TagKind::kInline},  TagName{"svg", TagKind::kInline},
    TagName{"path", TagKind::kInline},      TagName{"script", TagKind::kDropContent},
    TagName{"style", TagKind::kDropContent}};

constexpr size_t kMaxTagName = 10;
constexpr int kMaxAttributes = 64;  // bounds the work a crafted `<a x="<a x="...` can cause

struct Tag {
  TagKind kind;
  bool closing;
  std::string_view name;
  size_t end;  // byte after '>'
};

/// Reads tags of one text; remembers which closing marks no longer occur, so that a million
/// unclosed openings cost one search and not a million.
class TagReader {
 public:
  explicit TagReader(std::string_view text) : text_(text) {}

  /// The element at `at` (a '<'), or nothing when this is text.
  std::optional<Tag> read(size_t at) {
    size_t pos = at + 1;
    const bool closing = pos < text_.size() && text_[pos] == '/';
    if (closing) ++pos;
    const size_t name_begin = pos;
    while (pos < text_.size() && pos - name_begin <= kMaxTagName &&
           (is_ascii_alnum(text_[pos]) || text_[pos] == ':')) {
      ++pos;
    }
    const TagName* known = find_name(text_.substr(name_begin, pos - name_begin));
    if (known == nullptr) return std::nullopt;
    const std::optional<size_t> end = closing ? read_close(pos) : read_attributes(pos, known->name);
    if (!end) return std::nullopt;
    return Tag{known->kind, closing, known->name, *end};
  }

  /// Byte after the comment that starts at `at`, or npos.
  size_t comment_end(size_t at) {
    if (no_comment_end_) return std::string_view::npos;
    const size_t end = text_.find("-->", at + 4);
    no_comment_end_ = end == std::string_view::npos;
    return no_comment_end_ ? end : end + 3;
  }

  /// Byte after `</name>`, or npos.
  size_t content_end(std::string_view name, size_t at) {
    bool& none_left = name == "script" ? no_script_end_ : no_style_end_;
    for (; !none_left; at += 2) {
      at = text_.find("</", at);
      if (at == std::string_view::npos) break;
      if (!equals_ignoring_case(text_.substr(at + 2, name.size()), name)) continue;
      const size_t end = text_.find('>', at);
      if (end != std::string_view::npos) return end + 1;
      break;
    }
    none_left = true;
    return std::string_view::npos;
  }

 private:
  static bool equals_ignoring_case(std::string_view text, std::string_view lower) {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                      [](char a, char b) { return ascii_lower(a) == b; });
  }

  /// `<br>` and `<BR>` are elements, `<Time>` is the name of a magazine.
  static const TagName* find_name(std::string_view name) {
    if (name.empty() || name.size() > kMaxTagName) return nullptr;
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool has_upper = std::any_of(name.begin(), name.end(), upper);
    if (has_upper && std::any_of(name.begin(), name.end(), lower)) return nullptr;
    for (const TagName& tag : kTags) {
      if (equals_ignoring_case(name, tag.name)) return &tag;
    }
    return nullptr;
  }

  void skip_blanks(size_t& pos) const {
    while (pos < text_.size() && std::strchr(" \t\r\n\f", text_[pos]) && text_[pos] != '\0') ++pos;
  }

  std::optional<size_t> read_close(size_t pos) const {
    skip_blanks(pos);
    if (pos < text_.size() && text_[pos] == '>') return pos + 1;
    return std::nullopt;
  }

  /// Attributes up to '>'. Something like `<a and b>` has no `=` and is text; `<A>` is a speaker.
  std::optional<size_t> read_attributes(size_t pos, std::string_view name) {
    int values = 0;
    int names = 0;
    for (int count = 0; count < kMaxAttributes; ++count) {
      const size_t before_blanks = pos;
      skip_blanks(pos);
      if (pos >= text_.size()) return std::nullopt;
      if (text_[pos] == '/') {
        ++pos;
        continue;
      }
      if (text_[pos] == '>') {
        const bool plausible = names == 0 ? name != "a" : values > 0;
        return plausible ? std::optional(pos + 1) : std::nullopt;
      }
      const bool separated = pos > before_blanks || values > 0;
      if (!separated || !read_attribute(pos, values)) return std::nullopt;
      ++names;
    }
    return std::nullopt;
  }

  bool read_attribute(size_t& pos, int& values) {
    const size_t begin = pos;
    while (pos < text_.size() &&
           (is_ascii_alnum(text_[pos]) || std::memchr("-_:.@", text_[pos], 5)))
      ++pos;
    if (pos == begin) return false;
    size_t equals = pos;
    skip_blanks(equals);
    if (equals >= text_.size() || text_[equals] != '=') return true;
    pos = equals + 1;
    skip_blanks(pos);
    ++values;
    return read_value(pos);
  }

  bool read_value(size_t& pos) {
    if (pos >= text_.size()) return false;
    const char quote = text_[pos];
    if (quote != '"' && quote != '\'') {
      while (pos < text_.size() && !std::memchr(" \t\r\n>", text_[pos], 5)) {
        if (text_[pos] == '<') return false;
        ++pos;
      }
      return true;
    }
    bool& none_left = quote == '"' ? no_double_quote_ : no_single_quote_;
    const size_t close = none_left ? std::string_view::npos : text_.find(quote, pos + 1);
    if (close == std::string_view::npos) {
      none_left = true;
      return false;
    }
    pos = close + 1;
    return true;
  }

  std::string_view text_;
  bool no_comment_end_ = false;
  bool no_script_end_ = false;
  bool no_style_end_ = false;
  bool no_double_quote_ = false;
  bool no_single_quote_ = false;
};

std::string_view replacement(const Tag& tag) {
  if (tag.kind == TagKind::kBlock) return "\n";
  return tag.kind == TagKind::kCell ? " " : "";
}

constexpr int kMaxPasses = 4;  // removal can join new markup (`<<b>p>`); nobody escapes deeper

/// Known HTML elements vanish: block elements leave a line break, cells a blank, inline elements
/// nothing; comments, `<script>` and `<style>` go with their content. Everything else in angle
/// brackets is text and stays: `a < b`, `<단독>`, `<한겨울 밤>`, `<Q>`.
/// Appends the result to `out` and returns true; false, and `out` as it was, when nothing changed.
bool strip_tags(std::string_view in, std::string& out) {
  TagReader reader(in);
  bool changed = false;
  size_t copied = 0;
  size_t at = in.find('<');
  while (at != std::string_view::npos) {
    size_t end = std::string_view::npos;
    std::string_view instead;
    if (stands_at(in, at, "<!--")) {
      end = reader.comment_end(at);
    } else if (const std::optional<Tag> tag = reader.read(at)) {
      end = tag->end;
      instead = replacement(*tag);
      if (tag->kind == TagKind::kDropContent && !tag->closing) {
        const size_t content_end = reader.content_end(tag->name, end);
        if (content_end != std::string_view::npos) end = content_end;
      }
    }
    if (end != std::string_view::npos) {
      changed = true;
      out.append(in, copied, at - copied);
      out.append(instead);
      copied = end;
    }
    at = in.find('<', std::max(at + 1, copied));
  }
  if (changed) out.append(in, copied);
  return changed;
}

}  // namespace

bool html_to_text(std::string_view in, std::string& out) {
  bool changed = false;
  thread_local std::string scratch;  // what grows anew for each article costs more than the work
  const auto apply = [&](auto&& step) {
    const std::string_view source = changed ? std::string_view(out) : in;
    scratch.clear();
    if (!step(source, scratch)) return false;
    out.swap(scratch);
    changed = true;
    return true;
  };
  bool again = std::memchr(in.data(), '&', in.size()) != nullptr;
  for (int pass = 0; again && pass < kMaxPasses; ++pass) {
    again = false;
    if (!apply([&](auto from, auto& to) { return decode_entities(from, to, again); })) break;
  }
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    const std::string_view source = changed ? std::string_view(out) : in;
    if (!contains(source, "<")) break;
    if (!apply([](auto from, auto& to) { return strip_tags(from, to); })) break;
  }
  return changed;
}

}  // namespace gisa::cleaning
