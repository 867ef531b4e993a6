#include "searcher/engine/search/word_places.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "searcher/engine/matching/alternatives.h"
#include "searcher/engine/synonyms/glued_hanja.h"
#include "searcher/engine/words/joined_words.h"

namespace gisa {
namespace {

// Bytes of a text that is analyzed as a whole, without looking at its sentences first.
constexpr std::size_t kShortText = 200;

// The sentences worth analyzing; nothing if all are, since phrases may go on from one sentence to
// the next, and NEAR counts words.
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

bool is_one_syllable(const QueryWord& word) {
  return word.script == Script::kHangul && word.stem.size() == 1;
}

// The 제 of 제250조 and the 주 of 주52시간 say nothing without their number.
bool belongs_to_number(const std::vector<QueryWord>& words, std::size_t i) {
  return is_one_syllable(words[i]) && i + 1 < words.size() && words[i + 1].is_glued &&
         words[i + 1].script == Script::kNumber;
}

// Nor do the letters of EV5 for which 전기차 may stand.
bool names_with_number(const std::vector<QueryWord>& words, std::size_t i) {
  return words[i].script == Script::kLetter && i + 1 < words.size() &&
         (words[i + 1].is_glued || words[i + 1].goes_on) && words[i + 1].script == Script::kNumber;
}

// Nor do the 시간 of 주52시간 and the 분기 of 2분기.
bool is_short_unit(const std::vector<QueryWord>& words, std::size_t i) {
  constexpr std::size_t kShort = 2;  // syllables; 2차전지 are batteries without it, too
  return words[i].script == Script::kHangul && words[i].stem.size() <= kShort && i > 0 &&
         words[i].is_glued && words[i - 1].script == Script::kNumber;
}

// Nor do the 두 and the 명 of 두 명.
bool is_of_count(const std::vector<QueryWord>& words, std::size_t i) {
  const auto counts = [&](std::size_t at) {
    return at > 0 && at < words.size() && words[at].goes_on &&
           words[at].script == Script::kHangul && words[at - 1].script == Script::kHangul;
  };
  return counts(i) || counts(i + 1);
}

// Where a match ends for who reads it: the point of a percent point is part of it.
std::uint32_t end_of_mark(const QueryWord& word, const WordMatch& match, const Analysis& text) {
  if (word.stem != u"%p") return match.end;
  const auto behind = std::u16string_view(text.normalized.units).substr(match.end);
  for (const std::u16string_view point : {u"p", u"포인트"}) {
    if (behind.starts_with(point)) return match.end + static_cast<std::uint32_t>(point.size());
  }
  return match.end;
}

// A short word in two is one that articles write so, 큰 폭.
bool is_long_in_two(const QueryWord& word, const WordMatch& match, const Analysis& text) {
  constexpr std::size_t kLong = 3;  // syllables
  const auto written =
      std::u16string_view(text.normalized.units).substr(match.begin, match.end - match.begin);
  return word.stem.size() >= kLong && written.find(u' ') != std::u16string_view::npos;
}

// A long word inside another one, 도날드 in 맥도날드, may be misspelled.
bool ends_longer_word(const QueryWord& word, const WordMatch& match, const Analysis& text) {
  constexpr std::size_t kLong = 3;  // syllables
  return word.script == Script::kHangul && word.stem.size() >= kLong && match.begin > 0 &&
         is_hangul_syllable(text.normalized.units[match.begin - 1]);
}

// The unit of 10도 behind another number, or the 씨 of A씨 behind another letter.
bool counts_something_else(const std::vector<QueryWord>& words, const WordMatch& match,
                           const Analysis& text) {
  const std::uint32_t i = match.word;
  if (i == 0 || !words[i].is_glued || match.begin == 0) return false;
  const char16_t before = text.normalized.units[match.begin - 1];
  const Script script = words[i - 1].script;
  return (script == Script::kNumber && is_digit(before)) ||
         (script == Script::kLetter && is_one_syllable(words[i]) && is_ascii_letter(before));
}

// The 배 of 2.5배, where 배 (a ship) is asked for and no number before it.
bool is_unit_by_chance(const std::vector<QueryWord>& words, const WordMatch& match,
                       const Analysis& text) {
  const std::uint32_t i = match.word;
  const bool is_alone =
      words[i].script == Script::kHangul && words[i].surface.size() == 1 && !may_count(words, i);
  return is_alone && match.begin > 0 && is_digit(text.normalized.units[match.begin - 1]);
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
  matches.words_as_typed.resize(reading_->words.size());
  matches.words_alone.resize(reading_->words.size());
  const bool is_partial = sentences_ && text.size() > kShortText;
  if (is_partial) sentences_->take(text, partial_);
  const Analysis& analysis = context_.body;
  context_.analyzer.find_words(is_partial ? partial_.text : text, context_.body);
  const std::vector<WordMatch> found = find_words(analysis);
  for (const WordMatch& match : found) add(match, analysis, is_partial, matches);
  matches.whole_words = whole_words(analysis, found, matches.words);
  std::ranges::stable_sort(matches.ranges, {},
                           [](const MatchedRange& range) { return range.bytes.begin; });
  return matches;
}

// The words of the reading in a text, and what stands for them, where they are meant.
std::vector<WordMatch> WordPlaces::find_words(const Analysis& analysis) const {
  const std::vector<QueryWord>& words = reading_->words;
  std::vector<WordMatch> found;
  TextMatcher(words).find(analysis, found);
  std::erase_if(found,
                [&](const WordMatch& match) { return is_unit_by_chance(words, match, analysis); });
  matcher_->drop_torn(words, analysis, found);
  const auto may_stay = [&](const WordMatch& match) {
    const bool is_number = words[match.word].script == Script::kNumber;  // or 만 for one
    return !is_number && !belongs_to_number(words, match.word) &&
           !is_short_unit(words, match.word) && !names_with_number(words, match.word) &&
           !is_of_count(words, match.word) && !counts_something_else(words, match, analysis) &&
           tells_by_itself(analysis.normalized.units, match);
  };
  const auto are_parts = [&](std::size_t i) { return are_parts_of_one(words, i); };
  keep_neighbours(words, analysis, found, are_parts, may_stay);
  for (const Reading::PhraseWords& phrase : reading_->phrases) keep_inside(phrase, analysis, found);
  add_alternatives(reading_->synonyms, analysis, found);
  const auto are_together = [&](std::size_t i) { return are_glued(words, i); };
  keep_neighbours(words, analysis, found, are_together, may_stay);
  return found;
}

// Words of a phrase count inside it only.
void WordPlaces::keep_inside(const Reading::PhraseWords& phrase, const Analysis& analysis,
                             std::vector<WordMatch>& found) const {
  const std::vector<UnitRange> places = matcher_->find_places(phrase.node, analysis);
  std::erase_if(found, [&](const WordMatch& match) {
    if (match.word < phrase.first || match.word >= phrase.last) return false;
    return std::ranges::none_of(places, [&](const UnitRange& place) {
      return place.begin <= match.begin && match.end <= place.end;
    });
  });
}

// `is_partial`: the analysis is of partial_, and not of the whole text.
void WordPlaces::add(const WordMatch& match, const Analysis& analysis, bool is_partial,
                     TextMatches& matches) const {
  matches.words[match.word] = true;
  const QueryWord& word = reading_->words[match.word];
  if (!is_long_in_two(word, match, analysis) && !ends_longer_word(word, match, analysis))
    matches.words_as_typed[match.word] = true;
  if (!word.is_content) return;
  const bool is_syllable = is_one_syllable(word) && !word.is_glued &&
                           is_hangul_syllable(analysis.normalized.units[match.begin]);
  const bool is_alone = is_syllable && tells_by_itself(analysis.normalized.units, match);
  if (is_alone) matches.words_alone[match.word] = true;
  const auto [begin, end] = analysis.source_range(match.begin, end_of_mark(word, match, analysis));
  const std::size_t from = is_partial ? partial_.source_position(begin) : begin;
  matches.ranges.push_back({{from, from + (end - begin)}, match.word, is_syllable && !is_alone});
}

std::vector<bool> WordPlaces::whole_words(const Analysis& text, const std::vector<WordMatch>& found,
                                          std::vector<bool> words) const {
  std::optional<NeighbourMatches> neighbours;
  const auto belongs = [&](std::size_t i) {
    return reading_->words[i].is_split || are_glued(reading_->words, i) ||
           is_glued_hanja(reading_->words, i);
  };
  for_each_row(words.size(), belongs, [&](std::uint32_t first, std::uint32_t last) {
    if (!neighbours) neighbours.emplace(reading_->words, text, found);
    const auto between =
        between_words(std::span(reading_->words).subspan(first + 1, last - first - 1));
    if (neighbours->keep(first, last, between, [](const WordMatch&) { return true; })) return;
    for (std::uint32_t i = first; i < last; ++i) words[i] = false;
  });
  return words;
}

bool WordPlaces::have_all_words(const TextMatches& title, const TextMatches& body) const {
  for (std::size_t i = 0; i < reading_->words.size(); ++i) {
    if (reading_->words[i].is_content && !title.whole_words[i] && !body.whole_words[i])
      return false;
  }
  return true;
}

}  // namespace gisa
