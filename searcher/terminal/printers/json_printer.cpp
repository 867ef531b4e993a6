#include "searcher/terminal/printers/json_printer.h"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <vector>

#include "searcher/terminal/escape.h"
#include "searcher/terminal/printers/json_text.h"

namespace gisa::terminal {
namespace {

void append_number(std::string& out, double number) {
  if (std::isfinite(number)) {
    fmt::format_to(std::back_inserter(out), "{}", number);
  } else {
    out += "null";
  }
}

// Where byte `position` of `text` is found after invalid bytes were replaced.
std::size_t printed_position(std::string_view text, std::size_t position) {
  std::size_t printed = 0;
  for (std::size_t offset = 0; offset < text.size() && offset < position;) {
    const Utf8Character character = character_at(text, offset);
    printed += character.valid ? character.length : kReplacementBytes;
    offset += character.length;
  }
  return printed;
}

void append_ranges(std::string& out, std::string_view text, const std::vector<ByteRange>& ranges) {
  out += '[';
  for (const ByteRange& range : ranges) {
    if (out.back() != '[') out += ',';
    fmt::format_to(std::back_inserter(out), "[{},{}]", printed_position(text, range.begin),
                   printed_position(text, range.end));
  }
  out += ']';
}

// The members of an object after the first, in order.
class MemberWriter {
 public:
  explicit MemberWriter(std::string& out) : out_(out) {}

  void string(std::string_view name, std::string_view value) {
    key(name);
    append_string(out_, value);
  }

  void string_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) string(name, value);
  }

  void number(std::string_view name, double value) {
    key(name);
    append_number(out_, value);
  }

  void ranges(std::string_view name, std::string_view text, const std::vector<ByteRange>& value) {
    key(name);
    append_ranges(out_, text, value);
  }

 private:
  void key(std::string_view name) { fmt::format_to(std::back_inserter(out_), ",\"{}\":", name); }

  std::string& out_;
};

std::string_view match_name(Match match) { return match == Match::kFull ? "full" : "partial"; }

std::string_view relation_name(Total::Relation relation) {
  switch (relation) {
    case Total::Relation::kExact:
      return "exact";
    case Total::Relation::kAtLeast:
      return "at_least";
    case Total::Relation::kEstimate:
      break;
  }
  return "estimate";
}

void append_hit(std::string& out, const Hit& hit) {
  fmt::format_to(std::back_inserter(out), "{{\"rank\":{}", hit.rank);
  MemberWriter members(out);
  members.string("id", hit.id);
  members.number("score", hit.score);
  members.string("match", match_name(hit.match));
  members.string_unless_empty("title", hit.title);
  if (!hit.title_highlights.empty()) {
    members.ranges("title_highlights", hit.title, hit.title_highlights);
  }
  members.string_unless_empty("date", hit.date);
  members.string_unless_empty("press", hit.press);
  members.string_unless_empty("section", hit.section);
  members.string_unless_empty("reporter", hit.reporter);
  members.string_unless_empty("url", hit.url);
  members.string_unless_empty("path", hit.path);
  members.string("snippet", hit.snippet);
  members.ranges("highlights", hit.snippet, hit.highlights);
  out += '}';
}

void append_hits(std::string& out, const std::vector<Hit>& hits) {
  out += '[';
  for (const Hit& hit : hits) {
    if (&hit != &hits.front()) out += ',';
    append_hit(out, hit);
  }
  out += ']';
}

}  // namespace

std::string to_json(const SearchResult& result) {
  std::string out = fmt::format("{{\"version\":{}", kJsonVersion);
  MemberWriter members(out);
  members.string("query", result.query);
  fmt::format_to(std::back_inserter(out),
                 ",\"total\":{{\"value\":{},\"relation\":\"{}\"}},\"hits\":", result.total.value,
                 relation_name(result.total.relation));
  append_hits(out, result.hits);
  members.number("seconds", result.seconds);
  out += "}\n";
  return out;
}

}  // namespace gisa::terminal
