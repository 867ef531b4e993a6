#include "searcher/engine/text/text_matcher.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>

#include "common/analysis/hanja/hanja.h"
#include "common/analysis/term_rules/stemmer.h"
#include "common/text/hangul.h"
#include "searcher/engine/text/one_syllable.h"
#include "searcher/engine/words/joined_words.h"
#include "searcher/engine/words/verb_stems.h"

namespace gisa {
namespace {

constexpr std::size_t kShortestPart = 2;  // syllables of a part, when a match spans words

// Whether the first syllable of a word of the query is in a word of the text: most are not. Hanja
// may stand for any.
bool begins_in(const Analysis& text, const Word& here, const QueryWord& wanted) {
  if (here.script != Script::kHangul || wanted.stem.empty()) return true;
  const char16_t first = wanted.stem[0];
  return text.surface(here).find(first) != std::u16string_view::npos ||
         text.text(here.stem).find(first) != std::u16string_view::npos;
}

// Whether a character of a text, maybe of Hanja, is the one that is wanted.
bool reads_as(char16_t written, char16_t wanted) {
  return written == wanted || hanja_readings(written).find(wanted) != std::u16string_view::npos;
}

// Whether the word that is wanted begins with all of what is written, by readings.
bool begins_with(std::u16string_view wanted, std::u16string_view written) {
  return written.size() <= wanted.size() &&
         std::ranges::equal(written, wanted.substr(0, written.size()), reads_as);
}

// Position of `wanted` (syllables or Hanja) among Hanja, comparing by readings; npos if absent.
std::size_t find_reading(std::u16string_view hanja, std::u16string_view wanted) {
  const auto found =
      std::search(hanja.begin(), hanja.end(), wanted.begin(), wanted.end(), reads_as);
  return found == hanja.end() ? std::u16string_view::npos
                              : static_cast<std::size_t>(found - hanja.begin());
}

// What stands between two words of a text that may be parts of one.
enum class Gap : std::uint8_t {
  kSpaces,  // 인공 지능, (의협) 회장
  kMark,    // 한·미, 원/달러: a part may be one syllable
  kScript,  // none, but Hangul and Hanja: 현대車, 新기술
  kOther,
};

Gap gap_behind(const Analysis& text, std::size_t word) {
  if (word + 1 >= text.words.size()) return Gap::kOther;
  const Word &here = text.words[word], &next = text.words[word + 1];
  const bool is_unit = here.is_glued && here.end - here.begin == 1;  // 20대男
  const bool may_go_on = is_syllabic(next.script) && next.role != WordRole::kParticle && !is_unit;
  if (next.is_glued && may_go_on && next.script != here.script) return Gap::kScript;
  std::u16string_view between =
      std::u16string_view(text.normalized.units).substr(here.end, next.begin - here.end);
  if (between.empty()) return Gap::kOther;
  if (between.size() == 1 && is_joining_mark(between[0], true)) return Gap::kMark;
  if (is_closing_mark(between[0])) between.remove_prefix(1);
  const bool are_spaces = std::ranges::all_of(between, [](char16_t c) { return c == u' '; });
  return are_spaces ? Gap::kSpaces : Gap::kOther;
}

// Whether a part of Hanja may stand there: between marks, 美·中, or glued to Hangul on the side
// where the other parts are, 현대車.
bool is_hanja_joined(Gap before, Gap behind, bool is_first) {
  if (before == Gap::kMark || behind == Gap::kMark) return true;
  return (is_first ? behind : before) == Gap::kScript;
}

// A part as it stands, or the meaning of a lone Hanja glued to Hangul if that is wanted: 은행 of
// 신한銀.
std::u16string_view part_as_read(const Analysis& text, const Word& part, Gap before, Gap behind,
                                 std::u16string_view wanted) {
  const std::u16string_view surface = text.surface(part), stem = text.text(part.stem);
  const bool is_lone_hanja = part.script == Script::kHanja && surface.size() == 1;
  const bool is_glued = before == Gap::kScript || behind == Gap::kScript;
  return is_lone_hanja && is_glued && wanted.starts_with(stem) ? stem : surface;
}

// Whether one syllable may be the first part or one in the middle. The unit behind a number may,
// 143억 달러, and so may what a mark joins; of what is glued Hanja.
bool may_be_one_syllable(const Word& part, Gap before, Gap behind, bool is_first) {
  if (before == Gap::kMark || behind == Gap::kMark) return true;
  if (before == Gap::kScript || behind == Gap::kScript) return part.script == Script::kHanja;
  return is_first && part.is_glued;
}

// A word of the query may begin with the end of a word of the text: 금리인하 in 기준금리 인하.
// Where that end begins, here at 2; 0 if the query's word begins with all of the text's, or with no
// end of it.
std::size_t begin_of_end(std::u16string_view word, std::u16string_view wanted) {
  if (wanted.starts_with(word)) return 0;  // 두근두근 for 두근두근내인생
  for (std::size_t at = 1; at + kShortestPart <= word.size(); ++at) {
    const bool is_long_enough = wanted.size() >= word.size() - at + kShortestPart;
    if (is_long_enough && wanted.starts_with(word.substr(at))) return at;
  }
  return 0;
}

// Where the josa ends that stands there to the end of its word; the same place if there is none.
std::uint32_t end_of_josa(std::u16string_view units, std::uint32_t begin) {
  constexpr std::uint32_t kLongest = 4;
  std::uint32_t end = begin;
  while (end < units.size() && is_hangul_syllable(units[end])) {
    if (++end > begin + kLongest) return begin;
  }
  const bool is_josa = end > begin && Stemmer::shared().is_josa(units.substr(begin, end - begin));
  return is_josa ? end : begin;
}

// The josa or ending of a word as it was typed.
std::u16string_view typed_ending(const QueryWord& word) {
  if (word.script != Script::kHangul || word.kept > word.surface.size()) return {};
  return std::u16string_view(word.surface).substr(word.kept);
}

// Whether a word is no more than a unit, maybe behind its numeral, 두명이다, and with a josa or
// what counts otherwise: 명씩, 달간.
bool is_bare_unit(std::u16string_view word, std::u16string_view numeral, std::u16string_view unit) {
  constexpr std::u16string_view kCounting[] = {u"당",   u"간",   u"여",   u"째",   u"쯤",   u"뿐",
                                               u"가량", u"정도", u"이상", u"이하", u"미만", u"밖",
                                               u"짜리", u"동안", u"넘게", u"꼴",   u"치"};
  if (word.starts_with(numeral)) word.remove_prefix(numeral.size());
  if (!word.starts_with(unit)) return false;
  if (Stemmer::shared().stem(word, unit.size()).kept == unit.size()) return true;
  const std::u16string_view behind = word.substr(unit.size());
  return std::ranges::any_of(kCounting, [&](auto end) { return behind.starts_with(end); });
}

// Keeps of the matches of a word and of its twin, the word before, those side by side. Both are
// ascending.
void keep_pairs(std::vector<WordMatch>& first, std::vector<WordMatch>& second) {
  constexpr std::uint32_t kMark = 1;
  const auto side_by_side = [](const WordMatch& before, const WordMatch& behind) {
    return behind.begin >= before.end && behind.begin <= before.end + kMark;
  };
  const auto has_behind = [&](const WordMatch& match) {
    const auto found = std::ranges::lower_bound(second, match.end, {}, &WordMatch::begin);
    return found != second.end() && side_by_side(match, *found);
  };
  const auto has_before = [&](const WordMatch& match) {
    const std::uint32_t least = match.begin - std::min(match.begin, kMark);
    const auto found = std::ranges::lower_bound(first, least, {}, &WordMatch::end);
    return found != first.end() && side_by_side(*found, match);
  };
  std::vector<WordMatch> kept;
  std::ranges::copy_if(first, std::back_inserter(kept), has_behind);
  std::erase_if(second, [&](const WordMatch& match) { return !has_before(match); });
  first = std::move(kept);
}

}  // namespace

NeighbourMatches::NeighbourMatches(const std::vector<QueryWord>& words, const Analysis& text,
                                   const std::vector<WordMatch>& matches)
    : words_(words), text_(text), matches_(matches), of_word_(words.size()) {
  for (std::size_t i = 0; i < matches.size(); ++i) of_word_[matches[i].word].push_back(i);
}

std::vector<WordMatch> NeighbourMatches::kept() const {
  std::vector<bool> is_kept(matches_.size());
  for (const std::vector<std::size_t>& matches : of_word_) {
    for (const std::size_t match : matches) is_kept[match] = true;
  }
  std::vector<WordMatch> kept;
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    if (is_kept[i]) kept.push_back(matches_[i]);
  }
  return kept;
}

std::uint32_t NeighbourMatches::last_beginning_behind(const WordMatch& match,
                                                      Between between) const {
  constexpr std::u16string_view kEndsOfNumbers = u"0123456789천백십만억조";
  const std::u16string_view units = text_.normalized.units;
  std::uint32_t at = match.end;
  const auto is = [&](std::uint32_t i, std::u16string_view any) {
    return i < units.size() && any.find(units[i]) != std::u16string_view::npos;
  };
  const auto is_mark = [&](std::uint32_t i) {
    return i < units.size() && !is_hangul_syllable(units[i]) && !is_hanja(units[i]) &&
           u_isalnum(units[i]) == 0;
  };
  if (at > 0 && is(at, u"여") && is(at - 1, kEndsOfNumbers)) ++at;
  const bool is_object = is(at, u"을를") && at + 1 < units.size() && units[at + 1] == u' ';
  if (between == Between::kMarks && is_object) ++at;
  const std::u16string_view ending = typed_ending(words_[match.word]);
  if (!ending.empty() && units.substr(at).starts_with(ending))
    at += static_cast<std::uint32_t>(ending.size());
  else if (between == Between::kJosa)
    at = end_of_josa(units, at);
  const std::uint32_t most = between == Between::kMark ? 1 : 2;
  for (std::uint32_t i = 0; i < most && is_mark(at); ++i) ++at;
  return at;
}

std::vector<std::uint32_t> NeighbourMatches::begins_of(
    const std::vector<std::size_t>& matches) const {
  std::vector<std::uint32_t> places;
  for (const std::size_t match : matches) places.push_back(matches_[match].begin);
  std::ranges::sort(places);
  return places;
}

std::vector<std::uint32_t> NeighbourMatches::beginnings_behind(
    const std::vector<std::size_t>& matches, Between between) const {
  std::vector<std::uint32_t> places;
  for (const std::size_t match : matches) {
    const std::uint32_t last = last_beginning_behind(matches_[match], between);
    for (std::uint32_t at = matches_[match].end; at <= last; ++at) places.push_back(at);
  }
  std::ranges::sort(places);
  return places;
}

bool NeighbourMatches::holds(const std::vector<std::uint32_t>& places, std::uint32_t first,
                             std::uint32_t last) {
  const auto found = std::ranges::lower_bound(places, first);
  return found != places.end() && *found <= last;
}

NeighbourMatches::Between between_words(std::span<const QueryWord> behind) {
  using Between = NeighbourMatches::Between;
  if (!std::ranges::all_of(behind, &QueryWord::is_split)) return Between::kMark;
  const bool has_josa = std::ranges::any_of(behind, &QueryWord::follows_josa);
  return has_josa ? Between::kJosa : Between::kMarks;
}

TextMatcher::TextMatcher(const std::vector<QueryWord>& words) : words_(words) {
  for (const QueryWord& word : words) {
    all_hangul_ = all_hangul_ && word.script != Script::kHanja;
    if (!word.stem.empty()) first_of_word_.add(word.stem[0]);
  }
  for (std::uint32_t i = 1; i < words.size(); ++i) {
    const bool is_number = words[i].script == Script::kNumber && are_parts_of_one(words, i);
    if (is_number && words[i].stem == words[i - 1].stem) twins_.push_back(i);
  }
}

// A Hangul word of the text can only match where a word of the query begins.
bool TextMatcher::may_match(const Analysis& text, const Word& here) const {
  if (!all_hangul_ || here.script != Script::kHangul) return true;
  const auto begins = [&](char16_t c) { return first_of_word_.contains(c); };
  return std::ranges::any_of(text.surface(here), begins) ||
         std::ranges::any_of(text.text(here.stem), begins);
}

void TextMatcher::find(const Analysis& text, std::vector<WordMatch>& matches) const {
  for (std::size_t at = 0; at < text.words.size(); ++at) {
    const Word& here = text.words[at];
    if (here.role == WordRole::kParticle || !may_match(text, here)) continue;
    const bool is_spelled_unit =
        here.script == Script::kLetter && is_hangul_syllable(text.normalized.units[here.begin]);
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      const QueryWord& wanted = words_[i];
      if (is_spelled_unit && wanted.script == Script::kHangul) {
        match_inside(text, at, i, matches);
        continue;
      }
      if (is_syllabic(here.script) != is_syllabic(wanted.script)) continue;
      if (!is_syllabic(here.script)) {
        if (text.text(here.stem) == wanted.stem) matches.push_back({i, here.begin, here.stem_end});
        continue;
      }
      if (all_hangul_ && !begins_in(text, here, wanted)) continue;
      const std::size_t before = matches.size();
      match_inside(text, at, i, matches);
      if (matches.size() == before) match_across(text, at, i, matches);
    }
  }
  if (!twins_.empty()) keep_twins(matches);
}

// Linear in the matches: a hostile query has the same number a thousand times.
void TextMatcher::keep_twins(std::vector<WordMatch>& matches) const {
  std::vector<std::vector<WordMatch>> of_word(words_.size());
  for (const WordMatch& match : matches) of_word[match.word].push_back(match);
  for (const std::uint32_t twin : twins_) keep_pairs(of_word[twin - 1], of_word[twin]);
  const auto is_kept = [&](const WordMatch& match) {
    return std::ranges::binary_search(of_word[match.word], match.begin, {}, &WordMatch::begin);
  };
  std::erase_if(matches, [&](const WordMatch& match) { return !is_kept(match); });
}

void TextMatcher::match_inside(const Analysis& text, std::size_t at, std::uint32_t query_word,
                               std::vector<WordMatch>& matches) const {
  constexpr auto kNowhere = std::u16string_view::npos;
  const Word& here = text.words[at];
  const QueryWord& wanted = words_[query_word];
  const std::u16string_view surface = text.surface(here);
  const std::u16string_view stem = text.text(here.stem);
  const auto add = [&](std::size_t from, std::size_t size) {
    const auto begin = here.begin + static_cast<std::uint32_t>(from);
    matches.push_back(
        {query_word, begin, std::min(begin + static_cast<std::uint32_t>(size), here.end)});
  };
  if (wanted.script == Script::kHanja) {
    if (const auto found = surface.find(wanted.surface); found != kNowhere) {
      return add(found, wanted.surface.size());
    }
  }
  if (here.script == Script::kHanja) {
    if (stem == wanted.stem) return add(0, surface.size());  // also abbreviations: 美 for 미국
    // First as it was typed: a word may be longer than its stem (이승만).
    for (const std::u16string* text_wanted : {&wanted.surface, &wanted.stem}) {
      const auto found = find_reading(surface, *text_wanted);
      if (found != kNowhere) return add(found, text_wanted->size());
    }
    return;
  }
  const bool is_lone_hanja = wanted.script == Script::kHanja && wanted.surface.size() == 1;
  if (is_lone_hanja && stands_for_one(text, here, query_word)) return add(0, 1);
  if (is_lone_hanja && wanted.stem.size() == 1) return;
  const bool is_unit = wanted.is_bare_unit && query_word > 0;
  if (is_unit && !is_bare_unit(surface, words_[query_word - 1].surface, wanted.stem)) return;
  // First in the word as written, which may be longer than its stem.
  if (auto found = surface.find(wanted.stem); found != kNowhere) {
    const bool is_other = wanted.is_verb_stem && !here.is_verb &&
                          !begins_verb_ending(surface.substr(found + wanted.stem.size()));
    if (is_other) return;
    add(found, wanted.stem.size());
    // The one behind the first part may not be the first one: 지역활성화지역.
    const std::size_t size = wanted.stem.size();
    while (wanted.is_split && (found = surface.find(wanted.stem, found + size)) != kNowhere)
      add(found, size);
    return;
  }
  const auto in_stem = stem.find(wanted.stem);
  if (in_stem != kNowhere) return add(in_stem, wanted.stem.size());
  if (wanted.script != Script::kHanja || is_lone_hanja) return;
  // 歷史 asked, 역사 found: any reading will do.
  for (std::size_t from = 0; from + wanted.surface.size() <= stem.size(); ++from) {
    if (find_reading(wanted.surface, stem.substr(from, wanted.surface.size())) == 0) {
      return add(from, wanted.surface.size());
    }
  }
}

// A lone Hanja is read in a word by itself, 이 대통령 for 李 대통령, or where it begins one that
// goes on as the query does, 무비자 for 無비자: its reading anywhere is in every text.
bool TextMatcher::stands_for_one(const Analysis& text, const Word& here, std::size_t i) const {
  const std::u16string_view surface = text.surface(here);
  const bool is_read_so = find_reading(words_[i].surface, surface.substr(0, 1)) == 0;
  if (!is_read_so || here.is_glued) return false;  // 24일 is no 日
  if (surface.size() == 1 || text.text(here.stem).size() == 1) return true;
  return i + 1 < words_.size() && words_[i + 1].is_glued &&
         surface.substr(1).starts_with(words_[i + 1].stem);
}

void TextMatcher::match_across(const Analysis& text, std::size_t at, std::uint32_t query_word,
                               std::vector<WordMatch>& matches) const {
  std::u16string_view rest = words_[query_word].stem;
  const std::size_t before_word = begin_of_end(text.surface(text.words[at]), rest);
  const bool is_apart = words_[query_word].is_mostly_apart;
  const bool is_long = before_word == 0 && (rest.size() > kShortestPart || is_apart);
  const std::uint32_t begin = text.words[at].begin + static_cast<std::uint32_t>(before_word);
  Gap before = Gap::kOther;
  bool is_loose = false;  // a syllable by itself: what follows must then be no longer than asked
  for (std::size_t i = at; i < text.words.size(); ++i) {
    const Word& here = text.words[i];
    if (!is_syllabic(here.script)) return;
    if (i > at && (here.starts_sentence || before == Gap::kOther)) return;
    const Gap behind = gap_behind(text, i);
    if (here.script == Script::kHanja && !is_hanja_joined(before, behind, i == at)) return;
    const std::u16string_view surface =
        part_as_read(text, here, before, behind, rest).substr(i == at ? before_word : 0);
    if (surface.size() >= rest.size()) {
      // So may what follows a unit: 19조5600억 원. One syllable that is all of the word: 다음 달.
      const bool is_long_enough = rest.size() >= kShortestPart || text.words[at].is_glued ||
                                  before == Gap::kMark ||
                                  (before == Gap::kScript && here.script == Script::kHanja) ||
                                  (is_long && is_one_syllable(surface, is_apart));
      const bool is_all_of_word = text.text(here.stem) == rest || rest.size() < kShortestPart;
      const bool ends_here = i > at && is_long_enough &&
                             begins_with(rest, surface.substr(0, rest.size())) &&
                             (!is_loose || is_all_of_word);
      if (ends_here) {
        const auto end = here.begin + static_cast<std::uint32_t>(rest.size());
        matches.push_back({query_word, begin, std::min(end, here.end)});  // a meaning is longer
      }
      return;
    }
    if (!begins_with(rest, surface)) return;
    if (surface.size() < kShortestPart && !may_be_one_syllable(here, before, behind, i == at)) {
      if (!is_long) return;
      is_loose = true;
    }
    rest.remove_prefix(surface.size());
    before = behind;
  }
}

}  // namespace gisa
