#include "searcher/engine/guesses/bylines.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "common/database/schema.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"
#include "searcher/engine/query/query_characters.h"

namespace gisa {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kReporter = "기자";
constexpr std::string_view kJosa[] = {""sv, "가"sv, "는"sv, "의"sv, "님"sv};
constexpr std::string_view kArticles[] = {"쓴"sv,     "작성한"sv, "기사"sv,
                                          "기사들"sv, "기사를"sv, "뉴스"sv};

bool is_one_of(std::string_view text, const auto& table) {
  return std::ranges::find(table, text) != std::end(table);
}

// Two to four syllables.
bool is_name(std::string_view word) {
  constexpr std::size_t kShortest = 2, kLongest = 4;
  std::size_t syllables = 0;
  for (std::size_t i = 0; i < word.size(); ++syllables) {
    const DecodedCharacter character = decode_utf8(word, i);
    if (!is_hangul_syllable(character.code_point)) return false;
    i += character.bytes;
  }
  return syllables >= kShortest && syllables <= kLongest;
}

bool is_plain(const QueryNode& query) {
  return query.kind == QueryNode::Kind::kWords && query.field == QueryField::kAny;
}

std::uint64_t count_articles_by(std::string_view name, const SegmentSet& segments) {
  return is_name(name) ? segments.frequency(make_field_term(Field::kReporter, name)) : 0;
}

QueryNode leaf(QueryNode::Kind kind, std::string text) {
  QueryNode node;
  node.kind = kind;
  node.text = std::move(text);
  return node;
}

// The phrase, which names the reporter somewhere, or what was written by him.
Byline byline_of(std::string_view name, std::string phrase) {
  Byline byline;
  byline.name = name;
  byline.tree.kind = QueryNode::Kind::kOr;
  byline.tree.children.push_back(leaf(QueryNode::Kind::kPhrase, std::move(phrase)));
  byline.tree.children.push_back(leaf(QueryNode::Kind::kFilter, byline.name));
  byline.tree.children.back().field = QueryField::kReporter;
  return byline;
}

}  // namespace

std::optional<Byline> read_name_of_reporter(const QueryNode& query, const SegmentSet& segments) {
  if (articles_by(query, segments) == 0) return std::nullopt;
  const std::string_view name = split_at_blanks(query.text).front();
  return byline_of(name, std::string(name));
}

std::optional<Byline> read_byline(const QueryNode& query, const SegmentSet& segments) {
  if (!is_plain(query)) return std::nullopt;
  const std::vector<std::string_view> words = split_at_blanks(query.text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t at = words[i].find(kReporter);
    const bool is_title =
        at != std::string_view::npos && is_one_of(words[i].substr(at + kReporter.size()), kJosa);
    if (!is_title || (at == 0 && i == 0)) continue;
    const std::string_view name = at > 0 ? words[i].substr(0, at) : words[i - 1];
    if (count_articles_by(name, segments) == 0) continue;
    Byline byline = byline_of(name, std::string(name) + ' ' + std::string(kReporter));
    std::string rest;
    for (std::size_t j = 0; j < words.size(); ++j) {
      const bool is_of_name = j == i || (at == 0 && j + 1 == i);
      if (is_of_name || is_one_of(words[j], kArticles)) continue;
      rest.append(rest.empty() ? "" : " ").append(words[j]);
    }
    if (rest.empty()) return byline;
    QueryNode all;
    all.kind = QueryNode::Kind::kSequence;
    all.children = {leaf(QueryNode::Kind::kWords, std::move(rest)), std::move(byline.tree)};
    byline.tree = std::move(all);
    return byline;
  }
  return std::nullopt;
}

std::uint64_t articles_by(const QueryNode& query, const SegmentSet& segments) {
  if (!is_plain(query)) return 0;
  const std::vector<std::string_view> words = split_at_blanks(query.text);
  return words.size() == 1 ? count_articles_by(words.front(), segments) : 0;
}

}  // namespace gisa
