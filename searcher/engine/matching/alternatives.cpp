#include "searcher/engine/matching/alternatives.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/text/hangul.h"
#include "searcher/engine/text/one_syllable.h"
#include "searcher/engine/words/joined_words.h"

namespace gisa {
namespace {

bool ends_other_word(const WordMatch& match, const Analysis& text) {
  return match.begin > 0 && is_hangul_syllable(text.normalized.units[match.begin - 1]);
}

// A word of two syllables is in many others.
bool is_chance(const QueryWord& word, const WordMatch& match, const Analysis& text) {
  constexpr std::size_t kShort = 2;
  if (word.stands_alone && !word.is_verb_stem) {
    const auto is_here = [&](const Word& written) {
      if (word.stem.size() == 1)  // 쌀로, but not 쌀값
        return match.begin == written.begin && is_one_syllable(text.surface(written), true);
      return match.end == written.end || match.end == written.stem_end;
    };
    if (std::ranges::none_of(text.words, is_here)) return true;
  }
  const std::u16string_view units = text.normalized.units;
  // 2~3 is no 2/3.
  const bool is_number = word.script == Script::kNumber;
  if (is_number && word.is_divisor && (match.begin == 0 || units[match.begin - 1] != u'/'))
    return true;
  if (word.sign != 0 && (match.begin == 0 || units[match.begin - 1] != word.sign)) return true;
  const bool begins_word = word.begins_word || (word.stem.size() <= kShort && !word.is_glued);
  return word.script == Script::kHangul && begins_word && ends_other_word(match, text);
}

// Makes one of what stands in a row, the 1만 and the 320 of 1만320: for one word they are one.
void join_rows(std::vector<WordMatch>& matches) {
  std::ranges::sort(matches, {}, &WordMatch::begin);
  std::vector<WordMatch> rows;
  for (const WordMatch& match : matches) {
    const bool goes_on = !rows.empty() && match.word == rows.back().word + 1 &&
                         match.begin >= rows.back().end && match.begin <= rows.back().end + 1;
    if (goes_on)
      rows.back() = {match.word, rows.back().begin, match.end};
    else
      rows.push_back(match);
  }
  matches = std::move(rows);
}

// The matches of its words; none if not all of them are there.
std::vector<WordMatch> find_alternative(const std::vector<QueryWord>& alternative,
                                        const Analysis& text) {
  std::vector<WordMatch> matches;
  TextMatcher(alternative).find(text, matches);
  std::erase_if(matches, [&](const WordMatch& match) {
    return is_chance(alternative[match.word], match, text);
  });
  const auto is_written_together = [&](std::size_t i) {
    return alternative[i].is_glued || alternative[i].goes_on || are_parts_of_one(alternative, i);
  };
  keep_neighbours(alternative, text, matches, is_written_together,
                  [](const auto&) { return false; });
  for (std::uint32_t i = 0; i < alternative.size(); ++i) {
    if (std::ranges::find(matches, i, &WordMatch::word) == matches.end()) matches.clear();
  }
  return matches;
}

}  // namespace

void add_alternatives(const std::vector<SynonymGroup>& synonyms, const Analysis& text,
                      std::vector<WordMatch>& matches) {
  // A hostile query has the same word a thousand times.
  std::unordered_map<const Alternatives*, std::vector<std::vector<WordMatch>>> known;
  for (const SynonymGroup& group : synonyms) {
    const auto [entry, is_new] = known.try_emplace(group.alternatives.get());
    if (is_new) {
      for (const std::vector<QueryWord>& alternative : *group.alternatives) {
        entry->second.push_back(find_alternative(alternative, text));
        const bool is_number = alternative.front().script == Script::kNumber;
        if (is_number && alternative.size() > group.last - group.first)
          join_rows(entry->second.back());
        if (group.are_of_verb) {
          std::erase_if(entry->second.back(),
                        [&](const WordMatch& match) { return ends_other_word(match, text); });
        }
      }
    }
    for (const std::vector<WordMatch>& found : entry->second) {
      for (const WordMatch& match : found) {
        const std::size_t at = std::min(group.first + match.word, group.last - 1);
        matches.push_back({static_cast<std::uint32_t>(at), match.begin, match.end});
      }
      for (std::size_t word = group.first; word < group.last && !found.empty(); ++word)
        matches.push_back({static_cast<std::uint32_t>(word), found[0].begin, found[0].end});
    }
  }
}

}  // namespace gisa
