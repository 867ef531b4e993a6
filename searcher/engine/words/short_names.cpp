#include "searcher/engine/words/short_names.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "common/analysis/hanja/hanja.h"
#include "common/text/utf8.h"
#include "searcher/engine/words/joined_words.h"

namespace gisa {
namespace {

struct ShortName {
  char16_t hanja, reading;
};

// Not all of hanja_abbreviation(): 李·文 are no word.
constexpr ShortName kShortNames[] = {
    {u'韓', u'한'}, {u'美', u'미'}, {u'中', u'중'}, {u'日', u'일'}, {u'北', u'북'}, {u'英', u'영'},
    {u'獨', u'독'}, {u'佛', u'불'}, {u'與', u'여'}, {u'野', u'야'}, {u'檢', u'검'}, {u'警', u'경'}};

// What it is short for; empty if it is no such name.
std::u16string_view meaning_of(char16_t reading) {
  const auto* const found = std::ranges::find(kShortNames, reading, &ShortName::reading);
  return found == std::end(kShortNames) ? std::u16string_view() : hanja_abbreviation(found->hanja);
}

// The readings of names that are all in Hanja; empty if one is no such name.
std::u16string readings_of(std::span<const QueryWord> names) {
  std::u16string readings;
  for (const QueryWord& name : names) {
    const auto* const found =
        name.surface.size() == 1
            ? std::ranges::find(kShortNames, name.surface[0], &ShortName::hanja)
            : std::end(kShortNames);
    if (found == std::end(kShortNames)) return {};
    readings += found->reading;
  }
  return readings;
}

bool articles_have(const QueryWord& word, const SegmentSet& segments) {
  return std::ranges::all_of(
      word.bigrams, [&](const std::string& bigram) { return segments.frequency(bigram) > 0; });
}

}  // namespace

std::u16string link_of_short_names(char16_t first, char16_t second) {
  const std::u16string_view before = meaning_of(first), behind = meaning_of(second);
  if (before.empty() || behind.empty()) return {};
  return {before.back(), behind.front()};
}

void read_short_names(std::vector<QueryWord>& words, Analyzer& analyzer,
                      const SegmentSet& segments) {
  replace_joined(words, [&](std::span<const QueryWord> names) -> std::optional<QueryWord> {
    std::vector<QueryWord> whole = analyze_query(to_utf8(readings_of(names)), analyzer);
    const bool is_word = whole.size() == 1 && whole[0].stem.size() == names.size();
    if (!is_word || !articles_have(whole[0], segments)) return std::nullopt;
    return std::move(whole[0]);
  });
}

}  // namespace gisa
