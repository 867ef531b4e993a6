#include "searcher/engine/words/joined_words.h"

#include <algorithm>
#include <utility>

#include "common/text/utf8.h"

namespace gisa {
namespace {

// Times as frequent as together, syllables may be apart in one word: 초·중 in 초중고.
constexpr double kMostOftenApart = 4;
// But two with a space between are one word, 산 불, only where articles seldom have them apart.
constexpr double kSeldomApart = .3;

bool is_syllable(const QueryWord& word) {
  return word.script == Script::kHangul && word.surface.size() == 1;
}

// The last one may have a josa: 한·미의.
bool are_syllables(std::span<const QueryWord> parts) {
  const QueryWord& last = parts.back();
  const bool may_be_one = last.script == Script::kHangul && !last.syllable_word.empty();
  return (is_syllable(last) || may_be_one) &&
         std::ranges::all_of(parts.first(parts.size() - 1), is_syllable);
}

// Whether articles write the two syllables of each bigram together.
bool is_written_together(const QueryWord& word, const SegmentSet& segments,
                         double most_often_apart = kMostOftenApart) {
  for (std::size_t i = 0; i < word.bigrams.size(); ++i) {
    const auto together = static_cast<double>(segments.frequency(word.bigrams[i]));
    const auto apart = static_cast<double>(segments.frequency(word.inner_links[i]));
    if (together == 0 || apart > most_often_apart * together) return false;
  }
  return !word.bigrams.empty();
}

}  // namespace

std::span<const QueryWord> joined_words(const std::vector<QueryWord>& words, std::size_t first) {
  std::size_t end = first + 1;
  while (end < words.size() && words[end].is_joined) ++end;
  return std::span(words).subspan(first, end - first);
}

std::u16string without_joining_marks(std::span<const QueryWord> words) {
  constexpr std::size_t kLongestPart = 3;  // syllables
  constexpr std::size_t kMostParts = 4;
  const auto are_all = [&](Script script) {
    return std::ranges::all_of(words, [&](const auto& word) { return word.script == script; });
  };
  const auto is_short = [](const QueryWord& word) { return word.stem.size() <= kLongestPart; };
  if (words.size() < 2 || words.size() > kMostParts) return {};
  const bool are_score = std::ranges::any_of(words, &QueryWord::is_hyphened);
  if (are_all(Script::kNumber) && words.size() == 2 && !are_score)
    return words[0].stem + u'.' + words[1].stem;
  if (!are_all(Script::kHangul) || !std::ranges::all_of(words, is_short)) return {};
  std::u16string joined;
  for (const QueryWord& word : words.first(words.size() - 1)) joined += word.surface;
  return joined + words.back().stem;
}

void replace_joined(std::vector<QueryWord>& words, const JoinedReader& read) {
  for (std::size_t first = 0; first < words.size();) {
    const std::span<const QueryWord> parts = joined_words(words, first);
    std::optional<QueryWord> whole;
    if (parts.size() > 1) whole = read(parts);
    if (!whole) {
      first += parts.size();  // nor are some of them one
      continue;
    }
    whole->is_glued = parts[0].is_glued;
    whole->starts_sentence = parts[0].starts_sentence;
    whole->boost = parts[0].boost;
    whole->is_marked = true;
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(first);
    words.erase(begin + 1, begin + static_cast<std::ptrdiff_t>(parts.size()));
    words[first++] = std::move(*whole);
  }
}

void read_as_one(std::vector<QueryWord>& words, Analyzer& analyzer, const SegmentSet& segments) {
  replace_joined(words, [&](std::span<const QueryWord> parts) -> std::optional<QueryWord> {
    if (!are_syllables(parts)) return std::nullopt;
    std::vector<QueryWord> whole = analyze_query(to_utf8(without_joining_marks(parts)), analyzer);
    if (whole.size() != 1 || !is_written_together(whole[0], segments)) return std::nullopt;
    whole[0].link = parts[0].link;
    whole[0].joint = parts[0].joint;
    return std::move(whole[0]);
  });
}

void close_up(std::vector<QueryWord>& words, Analyzer& analyzer, const SegmentSet& segments) {
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::size_t end = first;
    std::u16string spelled;
    const auto is_part = [&](std::size_t i) {  // but neither of 세 대, which are no 세대
      const bool counts = words[i].goes_on || (i + 1 < words.size() && words[i + 1].goes_on);
      return is_syllable(words[i]) && !words[i].is_glued && !counts;
    };
    for (; end < words.size() && is_part(end); ++end) spelled += words[end].surface;
    if (end < first + 2) continue;
    std::vector<QueryWord> whole = analyze_query(to_utf8(spelled), analyzer);
    const double apart = spelled.size() == 2 ? kSeldomApart : kMostOftenApart;
    if (whole.size() == 1 && is_written_together(whole[0], segments, apart)) {
      whole[0].link = words[first].link;
      whole[0].joint = words[first].joint;
      whole[0].starts_sentence = words[first].starts_sentence;
      const auto begin = words.begin() + static_cast<std::ptrdiff_t>(first);
      words.erase(begin + 1, words.begin() + static_cast<std::ptrdiff_t>(end));
      words[first] = std::move(whole[0]);
    } else {
      first = end - 1;
    }
  }
}

bool are_parts_of_one(const std::vector<QueryWord>& words, std::size_t i) {
  const QueryWord &left = words[i - 1], &right = words[i];
  if (!right.is_joined) return false;
  const bool has_unit =
      i + 1 < words.size() && words[i + 1].is_glued && words[i + 1].stem.size() == 1;
  if (left.script == Script::kNumber && right.script == Script::kNumber) return !has_unit;
  return left.stem.size() == 1 || right.stem.size() == 1;
}

bool are_glued(const std::vector<QueryWord>& words, std::size_t i) {
  const QueryWord &left = words[i - 1], &right = words[i];
  if (!right.is_content) return false;  // G7등
  const bool are_numbers = left.script == Script::kNumber && right.script == Script::kNumber;
  if (right.is_glued && left.script == Script::kHanja && left.surface.size() == 1) return true;
  return (right.is_glued || right.goes_on) && !are_numbers &&
         !(left.whole.empty() && right.whole.empty() && !right.goes_on);
}

}  // namespace gisa
