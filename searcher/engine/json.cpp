#include "gisa/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "common/text/escape.h"
#include "common/text/json_text.h"

namespace gisa {
namespace {

using std::string_view_literals::operator""sv;

void append_number(std::string& out, double number) {
  if (std::isfinite(number)) {
    fmt::format_to(std::back_inserter(out), "{}", number);
  } else {
    out += "null";
  }
}

// Where bytes of `text` are found after invalid ones were replaced.
class PrintedPositions {
 public:
  explicit PrintedPositions(std::string_view text) : text_(text) {}

  // Asked for in ascending order, a text is gone through once.
  std::size_t of(std::size_t position) {
    if (position < offset_) offset_ = printed_ = 0;
    while (offset_ < text_.size() && offset_ < position) {
      const Utf8Character character = character_at(text_, offset_);
      printed_ += character.valid ? character.length : kReplacementBytes;
      offset_ += character.length;
    }
    return printed_;
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0, printed_ = 0;
};

void append_ranges(std::string& out, std::string_view text, const std::vector<ByteRange>& ranges) {
  out += '[';
  PrintedPositions positions(text);
  for (const ByteRange& range : ranges) {
    if (out.back() != '[') out += ',';
    const std::size_t begin = positions.of(range.begin);
    fmt::format_to(std::back_inserter(out), "[{},{}]", begin, positions.of(range.end));
  }
  out += ']';
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

// The members of an object, in order.
class MemberWriter {
 public:
  explicit MemberWriter(std::string& out) : out_(out) {}

  void string(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(out_, value);
  }

  void string_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) string(name, value);
  }

  void count(std::string_view name, std::uint64_t value) {
    key(name);
    fmt::format_to(std::back_inserter(out_), "{}", value);
  }

  void number(std::string_view name, double value) {
    key(name);
    append_number(out_, value);
  }

  void ranges(std::string_view name, std::string_view text, const std::vector<ByteRange>& value) {
    key(name);
    append_ranges(out_, text, value);
  }

  template <typename Items, typename Append>
  void array(std::string_view name, const Items& items, Append append) {
    key(name);
    append_array(out_, items, [&](const auto& item) { append(out_, item); });
  }

 private:
  void key(std::string_view name) {
    if (out_.back() != '{') out_ += ',';
    fmt::format_to(std::back_inserter(out_), "\"{}\":", name);
  }

  std::string& out_;
};

std::string_view match_name(Match match) { return match == Match::kFull ? "full" : "partial"; }

void append_term(std::string& out, const TermScore& term) {
  out += "{\"term\":";
  append_json_string(out, term.term);
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
  append_json_string(out, feature.name);
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

constexpr std::array kFacetNames = {
    std::pair{FacetField::kPress, "press"sv},       std::pair{FacetField::kSection, "section"sv},
    std::pair{FacetField::kReporter, "reporter"sv}, std::pair{FacetField::kYear, "year"sv},
    std::pair{FacetField::kMonth, "month"sv},       std::pair{FacetField::kDay, "day"sv},
};

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

void append_total(std::string& out, const Total& total) {
  fmt::format_to(std::back_inserter(out), R"("total":{{"value":{},"relation":"{}"}})", total.value,
                 relation_name(total.relation));
}

void append_facets(std::string& out, const std::vector<Facet>& facets) {
  out += ",\"facets\":{";
  for (const Facet& facet : facets) {
    if (&facet != &facets.front()) out += ',';
    fmt::format_to(std::back_inserter(out), "\"{}\":{{", facet_name(facet.field));
    append_total(out, facet.total);
    out += ",\"counts\":";
    append_array(out, facet.counts, [&](const FacetCount& count) {
      out += '{';
      MemberWriter members(out);
      members.string("value", count.value);
      members.count("count", count.articles);
      out += '}';
    });
    MemberWriter members(out);
    members.count("more", facet.more);
    members.count("absent", facet.absent);
    out += '}';
  }
  out += '}';
}

void append_notes(std::string& out, const std::vector<Note>& notes) {
  out += ",\"notes\":";
  append_array(out, notes, [&](const Note& note) {
    out += "{\"text\":";
    append_json_string(out, note.text);
    fmt::format_to(std::back_inserter(out), ",\"offset\":{}}}", note.offset);
  });
}

constexpr std::array kFieldNames = {
    std::pair{HitField::kRank, "rank"sv},         std::pair{HitField::kId, "id"sv},
    std::pair{HitField::kScore, "score"sv},       std::pair{HitField::kMatch, "match"sv},
    std::pair{HitField::kTitle, "title"sv},       std::pair{HitField::kDate, "date"sv},
    std::pair{HitField::kPress, "press"sv},       std::pair{HitField::kSection, "section"sv},
    std::pair{HitField::kReporter, "reporter"sv}, std::pair{HitField::kUrl, "url"sv},
    std::pair{HitField::kPath, "path"sv},         std::pair{HitField::kSnippet, "snippet"sv},
    std::pair{HitField::kText, "text"sv},         std::pair{HitField::kSimilar, "similar"sv},
};

void append_similar(std::string& out, const SimilarArticle& article) {
  out += '{';
  MemberWriter members(out);
  members.string("id", article.id);
  members.string_unless_empty("title", article.title);
  members.string_unless_empty("date", article.date);
  members.string_unless_empty("press", article.press);
  members.string_unless_empty("url", article.url);
  members.string_unless_empty("path", article.path);
  out += '}';
}

void append_field(MemberWriter& members, const Hit& hit, HitField field) {
  const std::string_view name = field_name(field);
  switch (field) {
    case HitField::kRank:
      return members.count(name, hit.rank);
    case HitField::kId:
      return members.string(name, hit.id);
    case HitField::kScore:
      return members.number(name, hit.score);
    case HitField::kMatch:
      return members.string(name, match_name(hit.match));
    case HitField::kTitle:
      members.string_unless_empty(name, hit.title);
      if (!hit.title_highlights.empty())
        members.ranges("title_highlights", hit.title, hit.title_highlights);
      return;
    case HitField::kDate:
      return members.string_unless_empty(name, hit.date);
    case HitField::kPress:
      return members.string_unless_empty(name, hit.press);
    case HitField::kSection:
      return members.string_unless_empty(name, hit.section);
    case HitField::kReporter:
      return members.string_unless_empty(name, hit.reporter);
    case HitField::kUrl:
      return members.string_unless_empty(name, hit.url);
    case HitField::kPath:
      return members.string_unless_empty(name, hit.path);
    case HitField::kSnippet:
      members.string(name, hit.snippet);
      return members.ranges("highlights", hit.snippet, hit.highlights);
    case HitField::kText:
      if (!hit.text) return;
      members.string(name, *hit.text);
      return members.ranges("text_highlights", *hit.text, hit.text_highlights);
    case HitField::kSimilar:
      if (!hit.similar.empty()) members.array(name, hit.similar, append_similar);
      return;
  }
}

// The text takes the place of the snippet unless both are asked for.
bool is_shown(HitField field, const Hit& hit, std::span<const HitField> fields) {
  if (!fields.empty()) return std::ranges::find(fields, field) != fields.end();
  return field != HitField::kSnippet || !hit.text;
}

void append_hit(std::string& out, const Hit& hit, std::span<const HitField> fields) {
  out += '{';
  MemberWriter members(out);
  for (const auto& [field, name] : kFieldNames) {
    if (is_shown(field, hit, fields)) append_field(members, hit, field);
  }
  if (hit.explanation) append_explanation(out, *hit.explanation);
  out += '}';
}

bool is_explained(const SearchResult& result) {
  return !result.hits.empty() && result.hits.front().explanation.has_value();
}

}  // namespace

std::string_view field_name(HitField field) {
  return std::ranges::find(kFieldNames, field, [](const auto& named) { return named.first; })
      ->second;
}

std::optional<HitField> find_field(std::string_view name) {
  const auto* const found =
      std::ranges::find(kFieldNames, name, [](const auto& named) { return named.second; });
  if (found == kFieldNames.end()) return std::nullopt;
  return found->first;
}

std::string_view facet_name(FacetField field) {
  return std::ranges::find(kFacetNames, field, [](const auto& named) { return named.first; })
      ->second;
}

std::optional<FacetField> find_facet_field(std::string_view name) {
  const auto* const found =
      std::ranges::find(kFacetNames, name, [](const auto& named) { return named.second; });
  if (found == kFacetNames.end()) return std::nullopt;
  return found->first;
}

std::string to_json(const SearchResult& result, std::span<const HitField> fields) {
  std::string out = fmt::format("{{\"version\":{}", kJsonVersion);
  MemberWriter members(out);
  members.string("query", result.query);
  out += ',';
  append_total(out, result.total);
  out += ",\"hits\":";
  append_array(out, result.hits, [&](const Hit& hit) { append_hit(out, hit, fields); });
  if (!result.facets.empty()) append_facets(out, result.facets);
  if (result.timed_out) out += ",\"timed_out\":true";
  members.string_unless_empty("suggestion", result.suggestion);
  if (!result.notes.empty()) append_notes(out, result.notes);
  if (is_explained(result)) members.string("parse", result.parse);
  members.number("seconds", result.seconds);
  out += '}';
  return out;
}

std::string to_json(const Hit& hit, std::span<const HitField> fields) {
  std::string out;
  append_hit(out, hit, fields);
  return out;
}

}  // namespace gisa
