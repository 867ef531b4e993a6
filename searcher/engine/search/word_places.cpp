#include "searcher/engine/search/word_places.h"

#include <algorithm>
#include <cstddef>

#include "common/text/hangul.h"
#include "searcher/engine/query/joined_words.h"

namespace gisa {
namespace {

// Bytes of a text that is analyzed as a whole, without looking at its sentences first.
constexpr std::size_t kShortText = 200;

// Phrases may go on from one sentence to the next.
std::optional<SentenceFilter> sentence_filter(const Reading& reading) {
  if (!reading.phrases.empty()) return std::nullopt;
  SentenceFilter filter(reading.words);
  for (const SynonymGroup& group : reading.synonyms) {
    for (const std::vector<QueryWord>& alternative : *group.alternatives)
      filter.add_all(alternative);
  }
  if (!filter.is_useful()) return std::nullopt;
  return filter;
}

// Drops matches of words that `belongs` says must stand directly behind the word before them, or
// with one character between, and do not, unless `may_stay`.
template <typename Belongs, typename MayStay>
void keep_neighbours(const std::vector<QueryWord>& words, std::vector<WordMatch>& matches,
                     Belongs belongs, MayStay may_stay) {
  std::optional<NeighbourMatches> neighbours;  // for most queries there is nothing to do
  for (std::uint32_t i = 1; i < words.size(); ++i) {
    if (!belongs(i)) continue;
    if (!neighbours) neighbours.emplace(matches, words.size());
    neighbours->keep(i, 1, may_stay);
  }
  if (neighbours) matches = neighbours->kept();
}

// Whether Hangul is more than a syllable, or one that is a word by itself: 소와 돼지.
bool tells_by_itself(std::u16string_view units, const WordMatch& match) {
  constexpr std::u16string_view kJosa = u"은는이가을를과와도의만";
  const auto is_hangul = [&](std::size_t i) {
    return i < units.size() && is_hangul_syllable(units[i]);
  };
  if (!is_hangul(match.begin)) return false;
  if (match.end - match.begin > 1) return true;
  if (match.begin > 0 && is_hangul(match.begin - 1)) return false;
  if (!is_hangul(match.end)) return true;
  return kJosa.find(units[match.end]) != std::u16string_view::npos && !is_hangul(match.end + 1);
}

}  // namespace

void WordPlaces::start(const Reading& reading, const QueryMatcher& matcher) {
  reading_ = &reading;
  matcher_ = &matcher;
  sentences_ = sentence_filter(reading);
}

TextMatches WordPlaces::find(std::string_view text) {
  TextMatches matches;
  matches.words.resize(reading_->words.size());
  const bool is_partial = sentences_ && text.size() > kShortText;
  if (is_partial) sentences_->take(text, partial_);
  const Analysis& analysis = context_.body;
  context_.analyzer.find_words(is_partial ? partial_.text : text, context_.body);
  std::vector<WordMatch> found;
  TextMatcher(reading_->words).find(analysis, found);
  const auto may_stay = [&](const WordMatch& match) {
    return tells_by_itself(analysis.normalized.units, match);
  };
  keep_neighbours(
      reading_->words, found, [&](std::size_t i) { return are_parts_of_one(reading_->words, i); },
      may_stay);
  for (const Reading::PhraseWords& phrase : reading_->phrases) {
    std::vector<UnitRange> places;
    matcher_->find_pattern(phrase.leaf, analysis, places);
    std::erase_if(found, [&](const WordMatch& match) {
      if (match.word < phrase.first || match.word >= phrase.last) return false;
      return std::ranges::none_of(places, [&](const UnitRange& place) {
        return place.begin <= match.begin && match.end <= place.end;
      });
    });
  }
  for (const SynonymGroup& group : reading_->synonyms) add_synonyms(group, found);
  keep_neighbours(
      reading_->words, found, [&](std::size_t i) { return are_glued(reading_->words, i); },
      may_stay);
  for (const WordMatch& match : found) {
    matches.words[match.word] = true;
    if (!reading_->words[match.word].is_content) continue;
    const auto [begin, end] = analysis.source_range(match.begin, match.end);
    const std::size_t from = is_partial ? partial_.source_position(begin) : begin;
    matches.ranges.push_back({{from, from + (end - begin)}, match.word});
  }
  std::ranges::stable_sort(matches.ranges, {},
                           [](const MatchedRange& range) { return range.bytes.begin; });
  return matches;
}

bool WordPlaces::have_all_words(const TextMatches& title, const TextMatches& body) const {
  for (std::size_t i = 0; i < reading_->words.size(); ++i) {
    if (reading_->words[i].is_content && !title.words[i] && !body.words[i]) return false;
  }
  return true;
}

// A word of two syllables is in many others by chance: 사스 (SARS) in 의사스러운; 인천대 in
// 인천대교.
bool WordPlaces::is_chance(const QueryWord& word, const WordMatch& match) const {
  constexpr std::size_t kShort = 2;
  if (word.stands_alone) {
    const auto ends_here = [&](const Word& written) {
      return match.end == written.end || match.end == written.stem_end;
    };
    if (std::ranges::none_of(context_.body.words, ends_here)) return true;
  }
  const std::u16string_view units = context_.body.normalized.units;
  return word.script == Script::kHangul && word.stem.size() <= kShort && !word.is_glued &&
         match.begin > 0 && is_hangul_syllable(units[match.begin - 1]);
}

// Matches of an alternative count as matches of the words it stands for, if all of it is there.
void WordPlaces::add_synonyms(const SynonymGroup& group, std::vector<WordMatch>& found) const {
  for (const std::vector<QueryWord>& alternative : *group.alternatives) {
    std::vector<WordMatch> matches;
    TextMatcher(alternative).find(context_.body, matches);
    std::erase_if(
        matches, [&](const WordMatch& match) { return is_chance(alternative[match.word], match); });
    // 1천만 for 천만: with a blank between at most.
    const auto is_written_together = [&](std::size_t i) {
      return alternative[i].is_glued || are_parts_of_one(alternative, i);
    };
    keep_neighbours(alternative, matches, is_written_together, [](const auto&) { return false; });
    for (std::uint32_t i = 0; i < alternative.size(); ++i) {
      if (std::ranges::find(matches, i, &WordMatch::word) == matches.end()) matches.clear();
    }
    for (const WordMatch& match : matches) {
      const std::size_t at = group.first + match.word;
      found.push_back(match);
      found.back().word = static_cast<std::uint32_t>(std::min(at, group.last - 1));
    }
    for (std::size_t word = group.first; word < group.last && !matches.empty(); ++word) {
      found.push_back(matches.front());
      found.back().word = static_cast<std::uint32_t>(word);
    }
  }
}

}  // namespace gisa
