#include "searcher/engine/matching/word_terms.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/analysis/term_rules/hangul_word.h"

namespace gisa {
namespace {

// A bigram of the word, or the same two syllables with a space between; or 美·中 for 미중.
TermExpression bigram_at(const QueryWord& word, std::size_t i) {
  if (word.may_part[i]) return {};
  std::vector<std::string> terms = {word.bigrams[i], word.inner_links[i]};
  if (!word.name_links[i].empty()) terms.push_back(word.name_links[i]);
  return TermExpression::any_of(terms);
}

TermExpression terms_of_all(std::span<const QueryWord> words) {
  std::vector<TermExpression> parts;
  for (const QueryWord& word : words) {
    if (word.is_content) parts.push_back(terms_of_word(word));
  }
  return parts.empty() ? TermExpression() : TermExpression::all_of(std::move(parts));
}

}  // namespace

TermExpression terms_of_word(const QueryWord& word) {
  if (!word.whole.empty()) return TermExpression(word.whole);
  // One syllable may stand inside longer words (빵 in 식빵).
  if (word.bigrams.empty())
    return word.is_everywhere ? TermExpression() : TermExpression::any_of(word.syllables);
  if (word.script == Script::kHanja)
    return TermExpression::any_of(word.bigrams);  // alternative readings side by side
  std::vector<TermExpression> bigrams;
  for (std::size_t i = 0; i < word.bigrams.size(); ++i) bigrams.push_back(bigram_at(word, i));
  return TermExpression::all_of(std::move(bigrams));
}

TermExpression terms_of_most_of_word(const QueryWord& word) {
  if (word.bigrams.size() < 3 || word.script == Script::kHanja) return terms_of_word(word);
  std::vector<TermExpression> parts;
  for (std::size_t i = 0; i + 1 < word.bigrams.size(); ++i)
    parts.push_back(TermExpression::all_of({bigram_at(word, i), bigram_at(word, i + 1)}));
  return TermExpression::any_of(std::move(parts));
}

bool is_unknown(const QueryWord& word, const SegmentSet& segments) {
  if (word.bigrams.empty()) return !word.whole.empty() && segments.frequency(word.whole) == 0;
  for (std::size_t i = 0; i < word.bigrams.size(); ++i) {
    if (word.may_part[i] || segments.frequency(word.bigrams[i]) > 0) continue;
    if (segments.frequency(word.inner_links[i]) == 0) return true;
  }
  return false;
}

bool is_mostly_apart(const QueryWord& word, const SegmentSet& segments) {
  constexpr std::uint64_t kMostly = 4;  // times more frequent: 세대 and 이자 are not
  return word.script == Script::kHangul && word.stem.size() == 2 && word.bigrams.size() == 1 &&
         segments.frequency(word.inner_links[0]) > kMostly * segments.frequency(word.bigrams[0]);
}

bool is_rather_one_syllable(const QueryWord& word, const SegmentSet& segments) {
  constexpr std::u16string_view kDoubtfulJosa = u"은는을를에이가던의";
  constexpr std::u16string_view kAsking = u"이란";  // 꿈이란
  const bool may_be = word.stem.size() == 2 && word.bigrams.size() == 1 &&
                      !word.syllable_word.empty() && word.surface.size() > 1;
  if (!may_be || is_noun_in_ui(word.surface)) return false;
  const bool has_josa = word.surface.size() == 2
                            ? kDoubtfulJosa.find(word.surface[1]) != std::u16string_view::npos
                            : word.surface.substr(1) == kAsking;
  if (!has_josa) return false;
  return segments.frequency(word.bigrams[0]) + 2 <= segments.frequency(word.syllable_word);
}

bool is_genitive(const QueryWord& word) {
  if (word.script != Script::kHangul || !word.surface.ends_with(u'의')) return false;
  const bool is_short = word.surface.size() == 2 && !is_noun_in_ui(word.surface);
  return is_short || word.stem.size() < word.surface.size();
}

Xapian::Query articles_with(const QueryWord& word) { return terms_of_word(word).to_query(); }

TermExpression terms_of_all_words(std::span<const QueryWord> words,
                                  const std::vector<SynonymGroup>& synonyms) {
  std::vector<TermExpression> needed;
  for (std::size_t first = 0; first < words.size();) {
    const auto group = std::ranges::find(synonyms, first, &SynonymGroup::first);
    const bool has_synonyms = group != synonyms.end();
    const std::size_t last = has_synonyms ? group->last : first + 1;
    std::vector<TermExpression> ways = {terms_of_all(words.subspan(first, last - first))};
    if (has_synonyms) {
      for (const std::vector<QueryWord>& alternative : *group->alternatives)
        ways.push_back(terms_of_all(alternative));
    }
    const bool is_everywhere = std::ranges::any_of(ways, [](const TermExpression& way) {
      return way.kind == TermExpression::Kind::kEverything;
    });
    if (!is_everywhere) needed.push_back(TermExpression::any_of(std::move(ways)));
    first = last;
  }
  return needed.empty() ? TermExpression() : TermExpression::all_of(std::move(needed));
}

Xapian::Query articles_with_all(std::span<const QueryWord> words,
                                const std::vector<SynonymGroup>& synonyms) {
  const TermExpression all = terms_of_all_words(words, synonyms);
  return all.kind == TermExpression::Kind::kEverything ? Xapian::Query() : all.to_query();
}

}  // namespace gisa
