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

// An array of what `append` prints of each item.
template <typename Items, typename Append>
void append_array(std::string& out, const Items& items, Append append) {
  out += '[';
  for (const auto& item : items) {
    if (&item != &items.front()) out += ',';
    append(item);
  }
  out += ']';
}

void append_term(std::string& out, const TermScore& term) {
  out += "{\"term\":";
  append_string(out, term.term);
  MemberWriter members(out);
  members.string("word", term.word);
  members.string("part", term.part);
  members.number("weight", term.weight);
  members.number("rarity", term.rarity);
  members.number("score", term.score);
  out += '}';
}

void append_feature(std::string& out, const FeatureScore& feature) {
  out += "{\"name\":";
  append_string(out, feature.name);
  MemberWriter members(out);
  members.number("value", feature.value);
  members.number("weight", feature.weight);
  members.number("score", feature.score);
  out += '}';
}

void append_explanation(std::string& out, const Explanation& explanation) {
  out += ",\"explanation\":{\"bm25\":";
  append_number(out, explanation.bm25);
  MemberWriter members(out);
  members.number("best_bm25", explanation.best_bm25);
  out += ",\"terms\":";
  append_array(out, explanation.terms, [&](const TermScore& term) { append_term(out, term); });
  out += ",\"features\":";
  append_array(out, explanation.features,
               [&](const FeatureScore& feature) { append_feature(out, feature); });
  out += '}';
}

void append_notes(std::string& out, const std::vector<Note>& notes) {
  out += ",\"notes\":";
  append_array(out, notes, [&](const Note& note) {
    out += "{\"text\":";
    append_string(out, note.text);
    fmt::format_to(std::back_inserter(out), ",\"offset\":{}}}", note.offset);
  });
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
  if (hit.explanation) append_explanation(out, *hit.explanation);
  out += '}';
}

bool is_explained(const SearchResult& result) {
  return !result.hits.empty() && result.hits.front().explanation.has_value();
}

}  // namespace

std::string to_json(const SearchResult& result) {
  std::string out = fmt::format("{{\"version\":{}", kJsonVersion);
  MemberWriter members(out);
  members.string("query", result.query);
  fmt::format_to(std::back_inserter(out),
                 ",\"total\":{{\"value\":{},\"relation\":\"{}\"}},\"hits\":", result.total.value,
                 relation_name(result.total.relation));
  append_array(out, result.hits, [&](const Hit& hit) { append_hit(out, hit); });
  if (!result.notes.empty()) append_notes(out, result.notes);
  if (is_explained(result)) members.string("parse", result.parse);
  members.number("seconds", result.seconds);
  out += "}\n";
  return out;
}

}  // namespace gisa::terminal
